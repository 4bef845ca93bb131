"""Signing words, sending them back; and publishing in an emergency, before anyone has signed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.models import CoursePage
from cms.publishing import fingerprint_of_page
from cms.signoff.actions.asking import answer, newest_draft, put_away_older_words
from cms.signoff.messages import tell
from cms.signoff.models import SignOffOverride, SignRequest
from cms.signoff.queries import is_due, signed
from college.refusals import Refusal
from courses.actions.editions import review_again
from courses.models import Capacity, Course, Policy
from courses.permissions import Permission, may

State = SignRequest.State


class NotYours(Refusal):
    sentence = _("Someone else was asked to sign these words.")


class Answered(Refusal):
    sentence = _("This was answered already. Thank you. Nothing more is needed from you.")


class WordsChanged(Refusal):
    sentence = _("These words have changed since you were asked, so there is nothing to sign now. We ask you again.")


class OnePersonOneSignature(Refusal):
    sentence = _("You have signed these words already. Someone else signs for the other half.")


class NothingSaid(Refusal):
    sentence = _("Say what should change, in a few words, and send it again.")


class NotForYou(Refusal):
    sentence = _("Only a manager may publish words before two people have signed them.")


class NoReason(Refusal):
    sentence = _("Say why this can't wait. The reason stays in the history of the course.")


@transaction.atomic
def sign(*, request: SignRequest, credit: str, shows_capacity: bool, by, now: dt.datetime) -> SignRequest:
    """Sign the words of `request`. With the second signature they are public, where that was asked for.

    credit: the name to stand on the page, empty for none; shows_capacity: agrees that the page says who
    signed as what. Refuses anyone but the person asked, a request answered before, words that have
    changed since, and one person signing for both.
    """
    request = _locked(request, by)
    if newest_draft(request.course, request.language).fingerprint != request.fingerprint:
        raise WordsChanged
    so_far = signed(request.course, request.fingerprint, now)
    if by.pk == (so_far.professional if request.capacity == Capacity.LIVED else so_far.lived):
        raise OnePersonOneSignature
    request.credit, request.shows_capacity = credit.strip(), shows_capacity
    answer(request, State.SIGNED, by, now)
    if signed(request.course, request.fingerprint, now).by_both:
        _both_have_signed(request, now)
    return request


@transaction.atomic
def send_back(*, request: SignRequest, comment: str, by, now: dt.datetime) -> SignRequest:
    """Send the words back with what should change; whoever asked is told. Refuses an empty comment."""
    request = _locked(request, by)
    if not comment.strip():
        raise NothingSaid
    answer(request, State.SENT_BACK, by, now, comment.strip())
    if request.asked_by and request.asked_by.email:
        key, course = f"sign-off sent back {request.code}", request.course
        tell("sent_back", request.asked_by, courses=[course], key=key, now=now, about=request.code, course=course)
    return request


@transaction.atomic
def publish_in_an_emergency(
    *, course: Course, language: str = "", reason: str, by, now: dt.datetime
) -> SignOffOverride:
    """Make the newest words of `course` in `language` public on a manager's word.

    Their sign-off is owed within Policy's days. Refuses everyone but managers, and no reason.
    """
    if not may(by, Permission.OVERRIDE_SIGN_OFF):
        raise NotForYou
    if not reason.strip():
        raise NoReason
    course = Course.objects.select_for_update().get(pk=course.pk)
    draft = newest_draft(course, language)
    owed_on = timezone.localdate(now) + dt.timedelta(days=Policy.current().sign_off_owed_days)
    words = {"course": course, "language": language, "fingerprint": draft.fingerprint}
    override = SignOffOverride.objects.create(**words, reason=reason.strip(), by=by, at=now, owed_on=owed_on)
    _publish(draft.page, by)
    return override


@transaction.atomic
def follow_the_draft(*, revision: Revision, by, now: dt.datetime) -> None:
    """A draft was saved: whoever was asked about other words than these is asked no more."""
    page = revision.as_object()
    # The page names its newest revision only once that is stored.
    if page.course_id and revision.pk >= (page.latest_revision_id or 0):
        words = {"course": page.course, "language": page.language, "fingerprint": fingerprint_of_page(page)}
        put_away_older_words(**words, by=by, now=now)


def _locked(request: SignRequest, by) -> SignRequest:
    """The request as it stands under the lock of its course, for the person it was made of."""
    Course.objects.select_for_update().get(pk=request.course_id)
    request = SignRequest.objects.select_related("course", "asked_by").get(pk=request.pk)
    if by is None or request.signer_id != by.pk:
        raise NotYours
    if request.state == State.SUPERSEDED:
        raise WordsChanged
    if request.state != State.ASKED:
        raise Answered
    return request


def _both_have_signed(request: SignRequest, now: dt.datetime) -> None:
    course, became = request.course, "signed"
    if request.language == "" and (course.review_on is None or is_due(course, now)):
        day = _months_on(timezone.localdate(now), Policy.current().review_months)
        request.course = review_again(course=course, on=day, by=None, now=now)
    if request.publishes:
        became = "published" if _published(request) else "unpublished"
    if request.asked_by and request.asked_by.email:
        key = f"sign-off {became} {request.code}"
        tell(became, request.asked_by, courses=[course], key=key, now=now, about=request.code, course=course)


def _published(request: SignRequest) -> bool:
    """Whether the page went public; what stands in the way is left to the editor, and the signature stays."""
    try:
        with transaction.atomic():
            _publish(newest_draft(request.course, request.language).page, request.asked_by)
    except ValidationError:
        return False
    return True


def _publish(page: CoursePage, by) -> None:
    (page.get_latest_revision() or page.save_revision(user=by)).publish(user=by, skip_permission_checks=True)


def _months_on(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, 28))
