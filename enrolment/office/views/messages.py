"""Messages that want a person: letters to print, texts to send by hand, what could not be sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from college.outbox.actions import mark_sent_by_hand, send_again
from college.refusals import Refusal
from courses.permissions import Permission, require, row_or_404
from enrolment.office.papers import letter_paper
from enrolment.office.queries import by_hand, messages_by_hand, wants_large_print


@require_safe
def unsent(request):
    """Whom to write to, text or ring, the longest waiting first."""
    require(request.user, Permission.SEE_LEARNERS)
    return render(request, "office/messages.html", {"waiting": by_hand(request.user)})


@require_safe
def letter(request, pk):
    """A letter as a PDF, to print and post."""
    message = row_or_404(messages_by_hand(request.user), pk=pk, channel="letter")
    try:
        paper = letter_paper(message, is_large=wants_large_print(message))
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
