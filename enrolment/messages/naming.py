"""What many people are told names no course: somebody else may see it on their phone."""

import re
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Course, Run


class NamesACourse(Refusal):
    sentence = _("These words name a course. Somebody else may see them on a phone: leave the name out.")


def refuse_names_of_courses(text: str, runs: Sequence[Run]) -> None:
    """Refuses NamesACourse where `text` says what one of `runs` is called, inside the college or in public."""
    if names_one_of(text, titles_of(Course.objects.filter(runs__in=[run.pk for run in runs]))):
        raise NamesACourse


def titles_of(courses: QuerySet[Course]) -> set[str]:
    """What `courses` are called inside the college and are or were in public. One query."""
    rows = courses.values_list("title", "editions__title")
    return {title.strip() for row in rows for title in row if title and title.strip()}


def names_one_of(text: str, titles: Iterable[str]) -> bool:
    """Whether one of `titles` stands in `text` as whole words, whatever its capitals."""
    return any(re.search(rf"\b{re.escape(title)}\b", text, re.IGNORECASE) for title in titles)
