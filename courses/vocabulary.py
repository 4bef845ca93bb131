"""In whose words a page speaks: those of the locality that its row belongs to."""

from typing import TypeVar

from django.db.models import Model

from college.look.vocabulary import speak_locally
from courses.models import Locality

Row = TypeVar("Row", bound=Model)
# How a row leads to its locality; the first that it has is taken.
WAYS = ("locality", "run", "session", "enrolment")


def in_its_words(row: Row) -> Row:
    """`row`; from here on this request speaks in the words of its locality. Of the college, where it has none."""
    if place := locality_of(row):
        speak_locally(place.words)
    return row


def locality_of(row: Model | None) -> Locality | None:
    """The locality of a run, session, place, venue and whatever else belongs to one.

    Asks the database nothing where run and locality were read with the row.
    """
    if row is None or isinstance(row, Locality):
        return row
    names = {field.name for field in row._meta.fields}
    way = next((way for way in WAYS if way in names), None)
    return locality_of(getattr(row, way)) if way else None
