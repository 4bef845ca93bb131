"""Messages that want a person: letters to print, texts to send by hand, what could not be sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from college.outbox.actions import mark_posted, mark_sent_by_hand, send_again
from college.outbox.letters import letters_paper
from college.refusals import Refusal
from courses.permissions import Permission, require, row_or_404
from enrolment.office.queries import by_hand, letters_to_post, messages_by_hand


@require_safe
def unsent(request):
    """Whom to write to, text or ring, the longest waiting first."""
    require(request.user, Permission.SEE_LEARNERS)
    context = {"waiting": by_hand(request.user), "letters": letters_to_post(request.user)}
    return render(request, "office/messages.html", context)


@require_safe
def letter(request, pk):
    """A letter as a PDF, to print and post."""
    message = row_or_404(messages_by_hand(request.user), pk=pk, channel="letter")
    try:
        paper = letters_paper([message])
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:messages")
    named = {"Content-Disposition": f'inline; filename="letter-{message.pk}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=named)


@require_POST
def done(request, pk):
    """Somebody posted, texted or said it themself; or it shall be tried once more."""
    message = row_or_404(messages_by_hand(request.user), pk=pk)
    verb = send_again if request.POST.get("press") == "again" else mark_sent_by_hand
    try:
        verb(message=message, by=request.user, now=timezone.now())
        messages.success(request, _("It is written down: this message has reached them.") if verb is mark_sent_by_hand
                         else _("The message will be tried again in a minute."))  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:messages")


@require_safe
def letters(request):
    """All letters that wait, as one PDF to print."""
    require(request.user, Permission.SEE_LEARNERS)
    waiting = letters_to_post(request.user)
    if not waiting:
        messages.info(request, _("No letter waits."))
        return redirect("office:messages")
    try:
        paper = letters_paper(waiting)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:messages")
    named = {"Content-Disposition": 'attachment; filename="letters.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=named)


@require_POST
def posted(request):
    """The letters that this page listed are in the post; one written since then still waits."""
    require(request.user, Permission.SEE_LEARNERS)
    listed = {int(pk) for pk in request.POST.getlist("letter") if pk.isdecimal() and len(pk) < 19}
    mine = [message for message in letters_to_post(request.user) if message.pk in listed]
    count = mark_posted(letters=mine, by=request.user, now=timezone.now())
    words = ngettext("%(count)s letter is noted as posted.", "%(count)s letters are noted as posted.", count)
    messages.success(request, words % {"count": count})
    return redirect("office:messages")
