"""What people ask of signatures: who has signed which words, what waits for whom, what is owed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.signoff.models import SignOffOverride, SignRequest
from courses.actions.editions import Signed, fingerprint_of_edition, words_of_edition
from courses.languages import titled
from courses.models import Capacity, Course, CourseEdition
from courses.queries import current_edition

State = SignRequest.State


def signatures(course: Course, fingerprint: str) -> dict[str, SignRequest]:
    """The newest signature in each capacity under the words that `fingerprint` names."""
    rows = SignRequest.objects.filter(course=course, fingerprint=fingerprint, state=State.SIGNED)
    return {row.capacity: row for row in rows.order_by("answered_at", "pk")}


def signed(course: Course, fingerprint: str, now: dt.datetime) -> Signed:
    """Who has signed these words, at `now` (aware).

    Signatures hold from term to term until the course's review day; those from before
    it then no longer do. A manager's override holds until its sign-off is owed.
    """
    held = {kind: row for kind, row in signatures(course, fingerprint).items() if holds(course, row, now)}
    today = timezone.localdate(now)
    overrides = SignOffOverride.objects.filter(course=course, fingerprint=fingerprint, owed_on__gte=today)
    return Signed(
        fingerprint,
        lived=held[Capacity.LIVED].signer_id if Capacity.LIVED in held else None,
        professional=held[Capacity.PROFESSIONAL].signer_id if Capacity.PROFESSIONAL in held else None,
        overridden=overrides.exists(),
    )


def holds(course: Course, signature: SignRequest, now: dt.datetime) -> bool:
    """Whether a signature still counts: the review day has not come, or it was given since."""
    if course.review_on is None or not is_due(course, now):
        return True
    return timezone.localdate(signature.answered_at) >= course.review_on


def is_due(course: Course, now: dt.datetime) -> bool:
    """Whether the words of `course` are to be read again."""
    return course.review_on is not None and course.review_on <= timezone.localdate(now)


def waiting_for(user) -> QuerySet[SignRequest]:
    """What `user` is asked to sign, longest waiting first."""
    return requests_of(user).filter(state=State.ASKED)


def requests_of(user) -> QuerySet[SignRequest]:
    """Every request ever made of `user`, and nobody else's."""
    return SignRequest.objects.filter(signer=user).select_related("course")


def last_signed_words(course: Course, language: str) -> dict | None:
    """The words of a language that both signed last and that were public: what a signer's changes are counted from.

    None where no edition was ever signed by both.
    """
    for edition in course.editions.filter(language=language).order_by("-number"):
        pair = signatures(course, fingerprint_of_edition(edition))
        if len(pair) == len(Capacity):
            return words_of_edition(edition)
    return None


def made_together_by(course: Course, edition: CourseEdition) -> list[str]:
    """Those who signed the edition, each as they wish; with what they brought only if both wish that.

    Naming what one brought would say what the other did.
    """
    pair = [row for _kind, row in sorted(signatures(course, fingerprint_of_edition(edition)).items())]
    if len(pair) < len(Capacity):
        return []
    if all(row.shows_capacity for row in pair):
        return [f"{row.credit}, {row.get_capacity_display()}" for row in pair if row.credit]
    return sorted(row.credit for row in pair if row.credit)


@dataclass(frozen=True)
class Owed:
    """A course whose public words were never signed by both, and until when that is owed."""

    course: Course
    override: SignOffOverride
    is_late: bool


def owed(now: dt.datetime) -> list[Owed]:
    """Public words that stand on a manager's word alone, the oldest first."""
    rows = SignOffOverride.objects.select_related("course", "by")
    overrides = {(row.course_id, row.language): row for row in rows}
    newest = CourseEdition.objects.filter(course__in={course for course, _language in overrides}).newest()
    editions = {(edition.course_id, edition.language): edition for edition in newest}
    today, found = timezone.localdate(now), []
    for named, override in overrides.items():
        edition = editions.get(named)
        if edition is None or fingerprint_of_edition(edition) != override.fingerprint:
            continue
        given = signatures(override.course, override.fingerprint)
        if override.course.shows(override.language) and len(given) < len(Capacity):
            found.append(Owed(override.course, override, override.owed_on < today))
    return sorted(found, key=lambda one: one.override.owed_on)


def reviews_due(now: dt.datetime) -> QuerySet[Course]:
    """Public courses whose words are to be read again, the longest due first."""
    return Course.objects.public().filter(review_on__lte=timezone.localdate(now)).order_by("review_on", "code")


def unanswered() -> QuerySet[SignRequest]:
    """Everyone who was asked and has not answered yet."""
    rows = SignRequest.objects.filter(state=State.ASKED).select_related("course", "signer")
    return rows.order_by("asked_at", "pk")


def history_of(course: Course, language: str) -> list:
    """All that happened to the sign-off of these words, newest first: requests and overrides, each with `at`."""
    asked = SignRequest.objects.filter(course=course, language=language)
    rows: Iterable = asked.select_related("signer").prefetch_related("events")
    events = []
    for row in rows:
        for event in row.events.all():
            event.request = row
            events.append(event)
    overrides = SignOffOverride.objects.filter(course=course, language=language).select_related("by")
    return sorted([*events, *overrides], key=lambda one: one.at, reverse=True)


def title_of(course: Course, language: str = "") -> str:
    """The course's title as it is public, else its working title; with the language, if that is not the college's."""
    edition = current_edition(course)
    return titled(edition.title if edition else course.title or _("A course"), language)
