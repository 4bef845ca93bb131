"""Verbs on what can be taught and where: strands, courses, localities, venues."""

import datetime as dt
from collections.abc import Iterable

from django.core.validators import slug_re
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.look.vocabulary import clean_form
from college.look.words import DEFAULT_WORDS
from college.refusals import Refusal
from courses.models import Audience, Course, Locality, Partner, Strand
from courses.signals import course_made
from courses.slugs import free_slug


class CodeNotPlain(Refusal):
    sentence = _("A course code is letters and figures without spaces, such as ART01.")


class CodeTaken(Refusal):
    sentence = _("Another course has this code already. Choose another code, or change that course.")


@transaction.atomic
def make_course(*, code: str, title: str, strand: Strand, by, now: dt.datetime, **facts) -> Course:
    """A new course, without words yet. facts: `partner`, `level`, `needs_certified_facilitators`,
    `wanted_skills` (one a line), `wanted_beside`, `certificate_threshold` (per cent), `review_on`,
    `audiences`. Refuses a code that can't stand in an address, and one in use, capitals or not."""
    code = code.strip()
    if not slug_re.fullmatch(code):
        raise CodeNotPlain
    if Course.objects.filter(code__iexact=code).exists():
        raise CodeTaken
    audiences = facts.pop("audiences", ())
    _lock_audiences()
    course = Course.objects.create(code=code, title=title.strip(), strand=strand, **facts)
    _say_for(course, audiences)
    course_made.send(Course, course=course, by=by, now=now)
    return course


@transaction.atomic
def change_course(*, course: Course, by, now: dt.datetime, **facts) -> Course:
    """Change the facts of a course (as in `make_course`, with `title` and `strand`; the code stays)."""
    if unknown := set(facts) - CHANGEABLE:
        raise ValueError(f"Not facts of a course that can change: {sorted(unknown)}")
    if "audiences" in facts:
        _lock_audiences()
    course = Course.objects.select_for_update().get(pk=course.pk)
    if "audiences" in facts:
        _say_for(course, facts.pop("audiences"))
    for name, value in facts.items():
        setattr(course, name, value)
    course.save()
    return course


@transaction.atomic
def make_locality(*, name: str, is_online: bool = False, by, now: dt.datetime) -> Locality:
    """A locality; the one that is there where the name is known, capitals or not."""
    known = Locality.objects.filter(name__iexact=name.strip()).first()
    if known:
        return known
    order = Locality.objects.count()
    return Locality.objects.create(name=name.strip(), slug=free_slug(Locality, name), is_online=is_online, order=order)


@transaction.atomic
def choose_words(*, locality: Locality, words: dict[str, str], by, now: dt.datetime) -> Locality:
    """What `locality` calls things where it differs from the college, by the names of DEFAULT_WORDS.

    Words not named are the college's.
    """
    locality = Locality.objects.select_for_update().get(pk=locality.pk)
    locality.words = _chosen(words)
    locality.save(update_fields=["words"])
    return locality


@transaction.atomic
def choose_words_for(*, audience: Audience, words: dict[str, str], by, now: dt.datetime) -> Audience:
    """What courses especially for `audience` call things, by the names of DEFAULT_WORDS; they go over their area's.

    Words not named are the area's and the college's.
    """
    _lock_audiences()
    audience.words = _chosen(words)
    audience.save(update_fields=["words"])
    for course in Course.objects.select_for_update().filter(audiences=audience).order_by("pk"):
        _speak_as_its_audiences(course)
        course.save(update_fields=["vocabulary"])
    return audience


def _chosen(words: dict[str, str]) -> dict[str, str]:
    if strange := set(words) - set(DEFAULT_WORDS):
        raise ValueError(f"Not words that can be chosen: {', '.join(sorted(strange))}")
    return {word: form for word, form in words.items() if clean_form(form)}


def _say_for(course: Course, audiences: Iterable[Audience]) -> None:
    course.audiences.set(audiences)
    _speak_as_its_audiences(course)
    course.save(update_fields=["vocabulary"])


def _speak_as_its_audiences(course: Course) -> None:
    """Where two audiences of a course differ, the first in the college's order has its way."""
    theirs = list(course.audiences.values_list("words", flat=True))
    course.vocabulary = {word: form for words in reversed(theirs) for word, form in words.items()}


def _lock_audiences() -> None:
    """Before any course, so that no course is given an audience whose words are just changing."""
    list(Audience.objects.select_for_update().order_by("pk"))


@transaction.atomic
def make_partner(*, name: str, by, now: dt.datetime) -> Partner:
    """A partner; the one that is there where the name is known, capitals or not."""
    known = Partner.objects.filter(name__iexact=name.strip()).first()
    return known or Partner.objects.create(name=name.strip())


@transaction.atomic
def make_strand(*, name: str, by, now: dt.datetime) -> Strand:
    """A strand of the prospectus; the one that is there where the name is known, capitals or not."""
    known = Strand.objects.filter(name__iexact=name.strip()).first()
    if known:
        return known
    return Strand.objects.create(name=name.strip(), slug=free_slug(Strand, name), order=Strand.objects.count())


@transaction.atomic
def make_audience(*, name: str, by, now: dt.datetime) -> Audience:
    """People whom courses are especially for; the ones that are there where the name is known, capitals or not."""
    known = Audience.objects.filter(name__iexact=name.strip()).first()
    if known:
        return known
    return Audience.objects.create(name=name.strip(), slug=free_slug(Audience, name), order=Audience.objects.count())


CHANGEABLE = {
    "title",
    "strand",
    "partner",
    "level",
    "audiences",
    "needs_certified_facilitators",
    "wanted_skills",
    "wanted_beside",
    "certificate_threshold",
    "required_sessions",
    "review_on",
}
