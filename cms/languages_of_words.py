"""A course's words as somebody reads them: in one language, with the college's own where that says nothing."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from college.languages import is_written, marked
from courses.actions.editions import WORDS, words_of_edition
from courses.languages import own_name
from courses.models import Course, CourseEdition
from courses.queries import current_translations
from courses.templatetags.courses import course_address

# Whoever writes the college's own pages may write a script of the other way: the first letter says which.
BY_THE_LETTERS = mark_safe('dir="auto"')


@dataclass(frozen=True)
class Other:
    """The same course in another language: what that is called by those who speak it, and where it is read."""

    language: str
    name: str
    mark: SafeString
    address: str

    @property
    def whole_address(self) -> str:
        return settings.BASE_URL + self.address


def as_read(words: dict, language: str, source: CourseEdition | None) -> tuple[dict, dict[str, SafeString]]:
    """The words with those of `source` where they say nothing; and of each, in HTML, what language it is in.

    source: the public edition that `words` translate; None for the college's own.
    """
    if not language:
        return words, dict.fromkeys(WORDS, BY_THE_LETTERS)
    otherwise = words_of_edition(source) if source else dict.fromkeys(WORDS)
    read = {name: words[name] or otherwise[name] or words[name] for name in WORDS}
    return read, {name: marked(language if words[name] or not otherwise[name] else "") for name in WORDS}


def in_other_languages(course: Course, language: str, source: CourseEdition | None) -> list[Other]:
    """Where else the words of `course` can be read: the college's own first, and not those in `language`."""
    editions = ({"": source} if source else {}) | current_translations(course)
    return [
        Other(code or settings.LANGUAGE_CODE, own_name(code), marked(code), course_address(edition))
        for code, edition in editions.items()
        if code != language
    ]


def speak(language: str) -> None:
    """The rest of this answer says its sentences in `language` too, if they are written in it."""
    if language and is_written(language):
        translation.activate(language)
