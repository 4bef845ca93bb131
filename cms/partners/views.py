"""The words of a partner's course, and asking two people to sign them. Closed to every other partner."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.partners.actions import draft_of, write_draft
from cms.partners.forms import WordsForm
from cms.signoff.queries import unanswered
from cms.signoff.views import ask_two
from college.refusals import Refusal
from courses.partner_gates import partner_s_course_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_OR_POST)
def words(request, code):
    """Write the words of a course of one's own."""
    course = partner_s_course_or_404(request.user, code)
    try:
        draft = draft_of(course, now=timezone.now())
    except Refusal:
        raise Http404 from None
    form = WordsForm(request.POST if request.method == "POST" else None, instance=draft)
    if request.method == "POST" and form.is_valid():
        write_draft(course=course, words=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("Your words are saved. They become public when two people have signed them."))
        return redirect("partner_sign", code=course.code)
    return render(request, "partners/words.html", {"course": course, "form": form})


@never_cache
@require_http_methods(GET_OR_POST)
def sign(request, code):
    """Ask two people to sign the newest words of a course of one's own."""
    course = partner_s_course_or_404(request.user, code)
    form, is_asked = ask_two(request, course)
    if is_asked:
        return redirect("partner_sign", code=course.code)
    context = {"course": course, "form": form, "asked": unanswered().filter(course=course, language="")}
    return render(request, "partners/sign.html", context)
