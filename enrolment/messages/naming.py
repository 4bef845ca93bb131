"""What many people are told names no course: somebody else may see it on their phone."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Course, Run


class NamesACourse(Refusal):
    sentence = _("These words name a course. Somebody else may see them on a phone: leave the name out.")


def refuse_names_of_courses(text: str, runs: Sequence[Run]) -> None:
    """Refuses NamesACourse where `text` says what one of `runs` is called, inside the college or in public."""
    rows = Course.objects.filter(runs__in=[run.pk for run in runs]).values_list("title", "editions__title")
    titles = {title.strip() for row in rows for title in row if title and title.strip()}
    if any(re.search(rf"\b{re.escape(title)}\b", text, re.IGNORECASE) for title in titles):
        raise NamesACourse
