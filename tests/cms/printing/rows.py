"""Rows of a prospectus, and what a reader finds in its PDF."""

import io

import pikepdf
from django.utils import timezone

from cms.printing.actions import keep_in_step, make_next
from cms.printing.models import PrintedProspectus
from courses.models import Course, Locality, Term
from tests.factories import CourseFactory, EditionFactory, RunFactory, VenueFactory


def a_course(title: str, term: Term, locality: Locality, *, code: str, words=None, strand=None, **run) -> Course:
    """A course whose `words` are public, with a published run of `term` in `locality`."""
    course = CourseFactory(title=title, code=code, is_public=True, **({"strand": strand} if strand else {}))
    EditionFactory(course=course, title=title, **words or {})
    venue = None if locality.is_online else VenueFactory(locality=locality, name=f"Hall of {locality} {code}")
    RunFactory(course=course, term=term, locality=locality, venue=venue, **run)
    return course


def make_all(now=None) -> list[PrintedProspectus]:
    """What the sweep and the worker do: ask for what is missing, make it; returns the rows made, in order."""
    now = now or timezone.now()
    keep_in_step(now=now)
    made = []
    while row := make_next(now=now):
        made.append(row)
        assert len(made) < 40
    return made


def file_of(**lookup) -> bytes:
    with PrintedProspectus.objects.get(**lookup).file.open("rb") as file:
        return file.read()


def outline(pdf: bytes) -> list[str]:
    """Every heading in the outline, whatever its depth, in order."""

    def below(items) -> list[str]:
        return [title for item in items for title in [item.title, *below(item.children)]]

    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as found:
        return below(found.root)


def tags(pdf: bytes, name: str) -> int:
    """How many structure elements of a kind the file has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(
            1
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == f"/{name}" and "/P" in thing
        )
