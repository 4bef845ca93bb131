"""The words and pictures of a partner's course, and asking two people to sign them. Closed to every other partner."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.models import CoursePage
from cms.partners.actions import draft_of, show_picture, write_draft, write_easy_read
from cms.partners.forms import PictureForm, Sentences, WordsForm
from cms.signoff.queries import unanswered
from cms.signoff.views import ask_two
from college.refusals import Refusal
from courses.models import Course
from courses.partner_gates import partner_s_course_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]


def _course_and_draft_or_404(request, code) -> tuple[Course, CoursePage]:
    course = partner_s_course_or_404(request.user, code)
    try:
        return course, draft_of(course, now=timezone.now())
    except Refusal:
        raise Http404 from None


@never_cache
@require_http_methods(GET_OR_POST)
def words(request, code):
    """Write the words of a course of one's own."""
    course, draft = _course_and_draft_or_404(request, code)
    form = WordsForm(request.POST if request.method == "POST" else None, instance=draft)
    if request.method == "POST" and form.is_valid():
        write_draft(course=course, words=form.cleaned_data, by=request.user, now=timezone.now())
        return _to_be_signed(request, course)
    return render(request, "partners/words.html", {"course": course, "form": form})


@never_cache
@require_http_methods(GET_OR_POST)
def picture(request, code):
    """The picture of a course of one's own: another one, other words for it, or none."""
    course, draft = _course_and_draft_or_404(request, code)
    now = timezone.now()
    if request.POST.get("press") == "take_away":
        write_draft(course=course, words={"picture": None}, by=request.user, now=now)
        return _to_be_signed(request, course)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PictureForm(*sent, standing=draft.picture)
    if form.is_bound and form.is_valid():
        given = {"file": form.cleaned_data["picture"], "shows": form.cleaned_data["shows"]}
        show_picture(course=course, **given, by=request.user, now=now)
        return _to_be_signed(request, course)
    return render(request, "partners/picture.html", {"course": course, "picture": draft.picture, "form": form})


@never_cache
@require_http_methods(GET_OR_POST)
def easy_read(request, code):
    """The Easy Read of a course of one's own, a sentence and a picture at a time."""
    course, draft = _course_and_draft_or_404(request, code)
    standing = [block.value for block in draft.easy_read]
    pictures = {one["picture"].pk: one["picture"] for one in standing if one["picture"]}
    initial = [
        {"words": one["words"]}
        | ({"standing": one["picture"].pk, "shows": one["picture"].description} if one["picture"] else {})
        for one in standing
    ]
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    formset = Sentences(initial=initial, form_kwargs={"pictures": pictures}, prefix="said", **sent)
    if formset.is_bound and formset.is_valid():
        sentences = [form.said for form in formset if form.said]
        write_easy_read(course=course, sentences=sentences, by=request.user, now=timezone.now())
        return _to_be_signed(request, course)
    return render(request, "partners/easy_read.html", {"course": course, "formset": formset})


def _to_be_signed(request, course: Course):
    messages.success(request, _("It is saved. It becomes public when two people have signed it."))
    return redirect("partner_sign", code=course.code)


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
