"""The words of a course as the public reads them: a new edition each time they change."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Course, CourseEdition
from courses.queries import current_edition

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
    "more",
)


@dataclass(frozen=True)
class Signed:
    """Who has signed the words that `fingerprint` names, as ids of users; or that a manager answers for them."""

    fingerprint: str
    lived: int | None = None
    professional: int | None = None
    overridden: bool = False

    @property
    def by_both(self) -> bool:
        return bool(self.lived and self.professional and self.lived != self.professional)

    @property
    def may_be_public(self) -> bool:
        return self.by_both or self.overridden


def fingerprint_of(words: dict, language: str = "") -> str:
    """The same for the same words and pictures in the same language, whatever revision they stand in."""
    named = words | {"language": language} if language else words
    return hashlib.sha256(json.dumps(named, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def words_of_edition(edition: CourseEdition) -> dict:
    """The words of an edition, as `write_edition` takes them."""
    return {name: getattr(edition, name) for name in WORDS}


def fingerprint_of_edition(edition: CourseEdition) -> str:
    """What its signatures name."""
    return fingerprint_of(words_of_edition(edition), edition.language)


class NoTitle(Refusal):
    sentence = _("A course needs a title before it can be public. Write one and publish again.")


class NotSigned(Refusal):
    sentence = _(
        "These words are not public yet: two people sign them first, one for lived experience and one for "
        "professional knowledge. Until then the public reads what was signed last."
    )


@transaction.atomic
def write_edition(
    *, course: Course, words: dict, revision: str, signed: Signed, by, now: dt.datetime, language: str = ""
) -> CourseEdition:
    """Make `words` what the public reads about `course` in `language`, and these words of the course public.

    words: the names in WORDS; `learn` and `made_by` are lists of lines, the others
    text, `more` a mapping. revision: which draft they came from; signed: who has
    signed these very words; language: a code, "" for the college's own. Returns the
    edition that is public now: the last one where the words are the same again.
    Refuses empty titles, and words that are not public already and not signed by both.
    """
    if not words.get("title", "").strip():
        raise NoTitle
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"Not words of a course: {sorted(unknown)}")
    course = Course.objects.select_for_update().get(pk=course.pk)
    last = current_edition(course, language)
    is_same = last is not None and all(getattr(last, name) == words[name] for name in words)
    are_signed = signed.fingerprint == fingerprint_of(words, language) and signed.may_be_public
    if not are_signed and not (is_same and course.shows(language)):
        raise NotSigned
    if last is None or not is_same:
        number = last.number + 1 if last else 1
        last = CourseEdition.objects.create(
            course=course, language=language, number=number, revision=str(revision), by=by, at=now, **words
        )
    _show(course, language, True)
    return last


@transaction.atomic
def review_again(*, course: Course, on: dt.date, by, now: dt.datetime) -> Course:
    """Set the day on which the words of `course` are to be read again."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    course.review_on = on
    course.save(update_fields=["review_on"])
    return course


@transaction.atomic
def withdraw_words(*, course: Course, by, now: dt.datetime, language: str = "") -> Course:
    """Take the words of `course` in `language` off public pages; in the college's own, the whole course.

    Its editions stay: registers and certificates print from them.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    _show(course, language, False)
    return course


def _show(course: Course, language: str, is_public: bool) -> None:
    if course.shows(language) == is_public:
        return
    if language:
        others = set(course.translated_into) - {language}
        course.translated_into = sorted(others | {language} if is_public else others)
    else:
        course.is_public = is_public
    course.save(update_fields=["is_public", "translated_into"])
