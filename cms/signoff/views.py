"""Screens of signing: for signers, who need no more than a phone; and for editors, who ask them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.signoff.actions.asking import ask_for_signing, newest_draft
from cms.signoff.actions.asking_many import NotAllCanBeAsked, ask_for_many
from cms.signoff.actions.signing import publish_in_an_emergency, send_back, sign
from cms.signoff.addresses import ask_address, language_asked
from cms.signoff.changes import changes, whole
from cms.signoff.forms import AskForm, AskManyForm, EmergencyForm, SignForm
from cms.signoff.permissions import request_or_404
from cms.signoff.queries import (
    history_of,
    last_signed_words,
    owed,
    requests_of,
    reviews_due,
    signatures,
    title_of,
    unanswered,
    waiting_for,
)
from cms.signoff.to_sign import known_signers, to_sign
from cms.translations.queries import all_behind
from college.refusals import Refusal
from courses.languages import other_languages
from courses.permissions import Permission, course_or_404, may, require
from courses.queries import current_edition, usual_signers

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def waiting(request):
    """What waits for this person to sign, and what they have answered."""
    answered = requests_of(request.user).exclude(state="asked").order_by("-answered_at")[:20]
    context = {"waiting": waiting_for(request.user), "answered": answered}
    return render(request, "signoff/list.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def words(request, code):
    """The words someone is asked to sign: what changed, the whole a press away, and two buttons."""
    asked = request_or_404(request.user, code)
    form = SignForm(request.POST or None, initial={"credit": asked.credit})
    if request.POST.get("press") in ("sign", "send_back") and form.is_valid():
        try:
            _answer(request, asked, form.cleaned_data)
            return redirect("signoff:list")
        except Refusal as refusal:
            form.add_error("comment" if _sends_back(request) else None, str(refusal))
    before = last_signed_words(asked.course, asked.language)
    found = changes(before, asked.words) if before else []
    context = {"asked": asked, "form": form, "is_new": before is None, "changes": found, "whole": whole(asked.words)}
    if asked.language:
        context["language_name"] = other_languages().get(asked.language, asked.language)
        context["translates"] = current_edition(asked.course)
    return render(request, "signoff/words.html", context)


def _sends_back(request) -> bool:
    return request.POST.get("press") == "send_back"


def _answer(request, asked, given: dict) -> None:
    who = {"request": asked, "by": request.user, "now": timezone.now()}
    if _sends_back(request):
        send_back(comment=given["comment"], **who)
        messages.success(request, _("Sent back with your words. Thank you. We ask you again when it has changed."))
        return
    sign(credit=given["credit"], shows_capacity=given["shows_capacity"], **who)
    messages.success(request, _("Signed. Thank you."))


@never_cache
@require_http_methods(GET_OR_POST)
def ask(request, code):
    """Where the sign-off of a course stands, and asking two people for it."""
    course = course_or_404(request.user, Permission.EDIT_PAGES, code)
    language = language_asked(request)
    form, is_asked = ask_two(request, course, language)
    if is_asked:
        return redirect(ask_address(course, language))
    return render(request, "signoff/ask.html", _standing(request, course, language) | {"form": form})


def ask_two(request, course, language="") -> tuple[AskForm, bool]:
    """The form that asks two people to sign a course's newest words in `language`, and whether they are asked now."""
    co_producers = course.co_producers.filter(language=language).select_related("user").order_by("pk")
    usual = () if language else usual_signers()
    form = AskForm(request.POST or None, co_producers=co_producers, usual=usual)
    if request.method != "POST" or not form.is_valid():
        return form, False
    lived, professional = form.people()
    who = {"lived": lived, "professional": professional, "by": request.user}
    publishes, now = form.cleaned_data["publishes"], timezone.now()
    try:
        ask_for_signing(course=course, language=language, publishes=publishes, now=now, **who)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return form, False
    messages.success(request, _("Asked. They have a message with a link each; you are told what they say."))
    return form, True


@never_cache
@require_http_methods(GET_OR_POST)
def ask_many(request):
    """Ask for the signatures of many courses in one form."""
    require(request.user, Permission.EDIT_PAGES)
    now = timezone.now()
    form = AskManyForm(request.POST or None, rows=to_sign(now), people=known_signers())
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_many(asks=form.asks(), publishes=form.cleaned_data["publishes"], by=request.user, now=now)
        except NotAllCanBeAsked as refusal:
            form.add_error(f"ask-{refusal.ask.key}", str(refusal))
        else:
            messages.success(request, _("Asked. Each of them has one message; you are told what they say."))
            return redirect("signoff:reviews")
    return render(request, "signoff/ask_many.html", {"form": form})


def _standing(request, course, language) -> dict:
    """Who was asked about the newest words and what they said; and all that happened before."""
    try:
        draft = newest_draft(course, language)
    except Refusal:
        draft = None
    given = signatures(course, draft.fingerprint) if draft else {}
    return {
        "course": course,
        "language": language,
        "is_public": course.is_public and course.shows(language),
        "title": title_of(course, language),
        "draft": draft,
        "asked": unanswered().filter(course=course, language=language),
        "signatures": [row for _kind, row in sorted(given.items())],
        "history": history_of(course, language),
        "may_override": may(request.user, Permission.OVERRIDE_SIGN_OFF),
    }


@never_cache
@require_http_methods(GET_OR_POST)
def emergency(request, code):
    """A manager makes words public that nobody has signed yet."""
    course = course_or_404(request.user, Permission.OVERRIDE_SIGN_OFF, code)
    language = language_asked(request)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], request.user
        try:
            publish_in_an_emergency(course=course, language=language, reason=reason, by=by, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The page is public. Now ask two people to sign it."))
            return redirect(ask_address(course, language))
    context = {"course": course, "language": language, "title": title_of(course, language), "form": form}
    return render(request, "signoff/emergency.html", context)


@never_cache
@require_safe
def reviews(request):
    """What editors have to see to: owed sign-off, words to be read again, people who have not answered."""
    require(request.user, Permission.EDIT_PAGES)
    now = timezone.now()
    context = {"owed": owed(now), "reviews": reviews_due(now), "unanswered": unanswered(), "behind": all_behind()}
    return render(request, "signoff/reviews.html", context)
