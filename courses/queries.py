"""What people ask of courses and runs, each in a fixed number of queries."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from courses.models import (
    Audience,
    CoProducer,
    Course,
    CourseEdition,
    FirstAnswer,
    Locality,
    Partner,
    Role,
    Run,
    Session,
    Strand,
    Term,
    UsualSigner,
    Venue,
)
from courses.models.runs import RunQuerySet


def current_editions(course_ids: Iterable[int]) -> dict[int, CourseEdition]:
    """The words that are public now, by course id, in one query. Courses without any are left out."""
    rows = CourseEdition.objects.filter(course__in=set(course_ids), language="").newest()
    return {edition.course_id: edition for edition in rows}


def current_edition(course: Course, language: str = "") -> CourseEdition | None:
    """The words of `course` in `language` ("": the college's own) that are public now, or were last."""
    return course.editions.filter(language=language).order_by("-number").first()


def current_translations(course: Course) -> dict[str, CourseEdition]:
    """The words of `course` that are public in other languages, by language. No query where there are none."""
    if not course.translated_into:
        return {}
    rows = course.editions.filter(language__in=course.translated_into).newest()
    return {edition.language: edition for edition in rows}


SEARCHED = ("title", "hook", "about", "who_for", "course__strand__name", "course__code")


def courses_about(words: Iterable[str]) -> list[int]:
    """The ids of courses whose public words (of any language), strand or code hold every one of `words`. One query.

    Capitals make no difference. SQLite only knows that of English letters, so others are asked for both ways.
    """
    fits = Q()
    for word in words:
        spelt = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
        fits &= Q(*((f"{name}__icontains", each) for name in SEARCHED for each in spelt), _connector=Q.OR)
    found = CourseEdition.objects.filter(fits).newest().values_list("course", "language", "course__translated_into")
    return list({course: None for course, language, public in found if not language or language in public})


def with_words(runs: Iterable[Run]) -> list[Run]:
    """`runs` as a list, each with `edition`: its course's newest public words, or None. One query."""
    runs = list(runs)
    editions = current_editions(run.course_id for run in runs)
    for run in runs:
        run.edition = editions.get(run.course_id)  # type: ignore[attr-defined]  # for those who list
    return runs


def coming_runs(now: dt.datetime) -> QuerySet[Run]:
    """What the public may come to at `now` (aware): soonest first, those under way after them."""
    today = timezone.localdate(now)
    return (
        Run.objects.public(now)
        .coming(today)
        .with_first_day()
        .annotate(
            has_begun=Case(When(first_on__lt=today, then=Value(1)), default=Value(0), output_field=IntegerField())
        )
        .for_lists()
        .order_by("has_begun", "first_on", "pk")
    )


def public_venues(now: dt.datetime) -> QuerySet[Venue]:
    """Venues where something met, meets or is to meet that the public may see at `now` (aware)."""
    runs = Run.objects.public(now)
    elsewhere = Session.objects.filter(venue=OuterRef("pk"), run__in=runs)
    used = Exists(runs.filter(venue=OuterRef("pk"))) | Exists(elsewhere)
    return Venue.objects.filter(used, is_online=False).select_related("locality")


def coming_runs_at(venue: Venue, now: dt.datetime) -> QuerySet[Run]:
    """What the public may come to at `venue` from `now` (aware) on, single sessions there included."""
    here = Q(venue=venue) | Q(venue=None, run__venue=venue)
    later = Session.objects.filter(here, run=OuterRef("pk"), status="scheduled", held_on__gte=timezone.localdate(now))
    return coming_runs(now).filter(Exists(later))


def runs_of_term(term_id: int, now: dt.datetime) -> QuerySet[Run]:
    """All of a term that the public may see, called off or over included; by locality, then by date."""
    return (
        Run.objects.public(now)
        .filter(term=term_id)
        .with_first_day()
        .for_lists()
        .order_by("locality__order", "locality__name", "locality", "first_on", "pk")
    )


def runs_for_calendar(locality: Locality, now: dt.datetime, since: dt.date) -> list[Run]:
    """Public runs of a locality with a session on `since` (local date) or later, called off ones too, with words.

    Each has `changes`, how often it was changed so far. A fixed number of queries.
    """
    later = Session.objects.filter(run=OuterRef("pk"), held_on__gte=since)
    runs = Run.objects.public(now).filter(Exists(later), locality=locality).for_lists()
    return with_words(runs.prefetch_related("sessions__venue").annotate(changes=Count("events")).order_by("pk"))


def rehearsal_of(runs: RunQuerySet) -> tuple[list[Run], list[Run]]:
    """Of `runs` those that become public with their term, as the public will read them; and the others.

    By locality, then by date; in a fixed number of queries. Those called off are in neither.
    """
    order = ("locality__order", "locality__name", "locality", "first_on", "pk")
    runs = runs.exclude(status="cancelled").with_first_day().for_lists().order_by(*order)
    shown = with_words(runs.public_but_for_embargo())
    seen = {run.pk for run in shown}
    return shown, [run for run in runs if run.pk not in seen]


def public_terms(now: dt.datetime) -> QuerySet[Term]:
    """Terms past their embargo that aren't over, the next to begin first."""
    return Term.objects.visible(now).filter(ends_on__gte=timezone.localdate(now)).order_by("starts_on")


def localities_with_runs(now: dt.datetime) -> QuerySet[Locality]:
    """Localities where the public may come to something."""
    return Locality.objects.filter(pk__in=Run.objects.public(now).coming(timezone.localdate(now)).values("locality"))


def all_terms() -> QuerySet[Term]:
    """Every term, the latest first; for those who plan them."""
    return Term.objects.order_by("-starts_on")


def term_to_plan(today: dt.date) -> Term | None:
    """The last term that isn't over on `today` (local): the one to which something can still be added."""
    return Term.objects.filter(ends_on__gte=today).order_by("starts_on").last()


def questions_answered() -> set[str]:
    """Which of a new college's questions were answered, by name."""
    return set(FirstAnswer.objects.values_list("question", flat=True))


def usual_signers() -> QuerySet[UsualSigner]:
    """Who is suggested for signing where nobody has signed yet."""
    return UsualSigner.objects.all()


def terms_to_plan(today: dt.date) -> QuerySet[Term]:
    """Terms that aren't over on `today` (local), the next first: to these something can still be added."""
    return Term.objects.filter(ends_on__gte=today).order_by("starts_on")


def partners() -> QuerySet[Partner]:
    """Every organisation that teaches with the college."""
    return Partner.objects.all()


def areas() -> QuerySet[Locality]:
    """Every locality with its venues."""
    return Locality.objects.prefetch_related("venues")


def strands() -> QuerySet[Strand]:
    """Every theme of the prospectus, in its order."""
    return Strand.objects.all()


def audiences() -> QuerySet[Audience]:
    """Those for whom some courses are especially, in their order."""
    return Audience.objects.all()


def roles_held() -> QuerySet[Role]:
    """Who works for the college and as what, by role and name."""
    return Role.objects.select_related("user", "locality", "partner").order_by("kind", "user__name")


def public_course(code: str) -> Course | None:
    """The course called `code` if its words are public."""
    return Course.objects.public().filter(code=code).first()


def signs_words(user) -> bool:
    """Whether `user` was ever asked to sign the words of a course."""
    return CoProducer.objects.filter(user=user).exists()
