"""The words of a course as the public reads them: a new edition each time they change."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Course, CourseEdition

WORDS = (
    "title",
    "slug",
    "hook",
    "about",
    "who_for",
    "learn",
    "expect",
    "content_note",
    "prerequisites",
    "made_by",
)


class NoTitle(Refusal):
    sentence = _("A course needs a title before it can be public. Write one and publish again.")


@transaction.atomic
def write_edition(*, course: Course, words: dict, revision: str, by, now: dt.datetime) -> CourseEdition:
    """Make `words` what the public reads about `course`, and the course public.

    words: the names in WORDS; `learn` and `made_by` are lists of lines, the others
    text. revision: which draft they came from. Returns the edition that is public
    now: the last one where the words are the same again. Refuses empty titles.
    """
    if not words.get("title", "").strip():
        raise NoTitle
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"Not words of a course: {sorted(unknown)}")
    course = Course.objects.select_for_update().get(pk=course.pk)
    last = course.editions.order_by("-number").first()
    if last is None or any(getattr(last, name) != words[name] for name in words):
        number = last.number + 1 if last else 1
        last = CourseEdition.objects.create(
            course=course, number=number, revision=str(revision), by=by, at=now, **words
        )
    _show(course, True)
    return last


@transaction.atomic
def withdraw_words(*, course: Course, by, now: dt.datetime) -> Course:
    """Take `course` off public pages. Its editions stay: registers and certificates print from them."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    _show(course, False)
    return course


def _show(course: Course, is_public: bool) -> None:
    if course.is_public != is_public:
        course.is_public = is_public
        course.save(update_fields=["is_public"])
