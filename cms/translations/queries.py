"""What people ask of translations: which there are, and which are behind."""

from dataclasses import dataclass

from cms.models import CoursePage
from cms.signoff.changes import Change
from cms.translations.changes import behind
from courses.languages import other_languages
from courses.models import Course
from courses.queries import current_editions


@dataclass(frozen=True)
class Standing:
    """A translation, what it is called, and what has changed in the words that it says again."""

    page: CoursePage
    name: str
    changed: list[Change]


def translations_of(course: Course) -> list[Standing]:
    """The translations of `course`, public or not, in the order of the college's languages."""
    return _standing(list(CoursePage.objects.filter(course=course).exclude(language="")))


def all_behind() -> list[Standing]:
    """Public translations of public courses whose words in the college's own language have changed since."""
    pages = CoursePage.objects.live().filter(course__is_public=True).exclude(language="").select_related("course")
    return [one for one in _standing(list(pages.order_by("title", "language"))) if one.changed]


def not_yet(course: Course) -> dict[str, str]:
    """Languages into which `course` is not translated yet: names by code."""
    there = set(CoursePage.objects.filter(course=course).values_list("language", flat=True))
    return {code: name for code, name in other_languages().items() if code not in there}


def _standing(pages: list[CoursePage]) -> list[Standing]:
    names = other_languages()
    changed = behind(pages, current_editions(page.course_id for page in pages))
    order = {code: place for place, code in enumerate(names)}
    pages = sorted(pages, key=lambda page: order.get(page.language, len(order)))
    return [Standing(page, names.get(page.language, page.language), changed.get(page.pk, [])) for page in pages]
