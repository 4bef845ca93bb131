"""What is still to be signed, and by whom it was signed last: what asking for many at once begins with."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from cms.models import CoursePage
from cms.signoff.actions.asking_many import key_of
from cms.signoff.queries import owed, unanswered
from courses.languages import titled
from courses.models import Capacity, CoProducer, Course
from courses.queries import usual_signers


@dataclass(frozen=True)
class ToSign:
    """A course whose newest words in a language two people are to sign; `last` is who did so before (or usually
    does): an address by capacity."""

    course: Course
    language: str
    title: str
    last: dict[str, str]
    is_asked: bool

    @property
    def key(self) -> str:
        return key_of(self.course, self.language)


def to_sign(now: dt.datetime) -> list[ToSign]:
    """Courses with words that are not public yet, are due to be read again, or stand on a manager's word alone.

    In the order of their titles; a fixed number of queries.
    """
    changed = Q(live=False) | Q(has_unpublished_changes=True)
    due = Q(course__review_on__lte=timezone.localdate(now))
    for one in owed(now):
        due |= Q(course=one.course, language=one.override.language)
    pages = CoursePage.objects.filter(changed | due, course__isnull=False).select_related("course")
    pages = pages.prefetch_related("course__co_producers__user")
    usual = {one.capacity: one.email for one in usual_signers()}
    asked = set(unanswered().values_list("course", "language"))
    found = [
        ToSign(
            page.course,
            page.language,
            titled(page.draft_title, page.language),
            ({} if page.language else usual) | _addresses(page.course, page.language),
            (page.course_id, page.language) in asked,
        )
        for page in pages
    ]
    return sorted(found, key=lambda one: (one.title.casefold(), one.course.code))


def _addresses(course: Course, language: str) -> dict[str, str]:
    made_by = (one for one in course.co_producers.all() if one.language == language)
    return {one.capacity: one.user.email for one in made_by if one.user.email}


def known_signers() -> dict[str, dict[str, str]]:
    """Who has signed or usually signs, by capacity: names by address, in the order of the names."""
    people: dict[str, dict[str, str]] = {kind: {} for kind in Capacity}
    for row in CoProducer.objects.filter(user__is_active=True, user__email__isnull=False).select_related("user"):
        people[row.capacity][row.user.email or ""] = row.name
    for usual in usual_signers():
        people[usual.capacity].setdefault(usual.email, usual.name)
    return {kind: dict(sorted(some.items(), key=lambda one: one[1].casefold())) for kind, some in people.items()}
