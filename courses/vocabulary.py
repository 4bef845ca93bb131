"""In whose words a page speaks: those of the locality that its row belongs to, and of whom its course is for."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model
from django.utils.functional import SimpleLazyObject

from college.look.vocabulary import Words, speak_locally
from courses.models import Course, Locality

Row = TypeVar("Row", bound=Model)
Owner = TypeVar("Owner", Course, Locality)
# How a row leads to its locality, and to its course; the first that it has is taken.
TO_LOCALITY = ("locality", "run", "session", "enrolment")
TO_COURSE = ("course", "run", "session", "enrolment")


def in_its_words(row: Row) -> Row:
    """`row`; from here on this request speaks in its words. Nothing is read before one of ours is said."""
    if isinstance(row, Course | Locality) or not _names(row).isdisjoint({*TO_LOCALITY, *TO_COURSE}):
        speak_locally(SimpleLazyObject(lambda: words_around(row)))  # type: ignore[arg-type]  # a dict, once it is asked
    return row


def words_around(row: Model | None) -> Words:
    """What is said where `row` belongs, beside the college's words: its locality's, and over them its audiences'.

    Asks the database nothing where run, course and locality were read with the row.
    """
    locality, course = locality_of(row), course_of(row)
    return {**(locality.words if locality else {}), **(course.vocabulary if course else {})}


def words_in_common(rows: Iterable[Model]) -> Words:
    """The same for what is about several: where they don't all speak alike, the college's words alone."""
    first, *others = [words_around(row) for row in rows] or [{}]
    return first if all(words == first for words in others) else {}


def locality_of(row: Model | None) -> Locality | None:
    """The locality of a run, session, place, venue and whatever else belongs to one."""
    return _followed(row, TO_LOCALITY, Locality)


def course_of(row: Model | None) -> Course | None:
    """The course of a run, session, place, page and whatever else belongs to one."""
    return _followed(row, TO_COURSE, Course)


def _followed(row: Model | None, ways: tuple[str, ...], to: type[Owner]) -> Owner | None:
    if row is None or isinstance(row, to):
        return row
    names = _names(row)
    way = next((way for way in ways if way in names), None)
    return _followed(getattr(row, way), ways, to) if way else None


def _names(row: Model) -> set[str]:
    return {field.name for field in row._meta.fields}
