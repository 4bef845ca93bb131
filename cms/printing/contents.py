"""What a prospectus says: plain values, the same for every edition on paper and for the plain page.

`TermRows` reads a term once; `contents_of` picks what one place needs. Only what passes
`Run.objects.public` at the moment the term becomes public is ever in it.
"""

import datetime as dt
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from wagtail.images.models import Image

from cms.pages.prospectus import ProspectusPage
from cms.signoff.pictures import picture_key, pictures_in
from college.look.vocabulary import speaking_besides
from courses.dates import day_and_month, days_one_by_one, how_many, run_words, session_words, weeks_left_out
from courses.languages import languages_words
from courses.models import Locality, Policy, Run, Term, Venue
from courses.queries import current_editions, runs_of_term

ON_PAPER = ("published", "finished")


@dataclass(frozen=True)
class Meeting:
    """A run as paper shows it."""

    code: str
    place: str
    place_slug: str
    venue: str
    is_online: bool
    format: str
    words: str
    how_many: str
    languages: str
    not_on: str
    days: tuple[str, ...]
    elsewhere: tuple[str, ...]
    first_on: dt.date
    sessions: tuple[tuple[dt.date, dt.time, dt.time], ...]


@dataclass(frozen=True)
class Sentence:
    """One Easy Read sentence, and the key of the picture beside it (empty: none)."""

    words: str
    picture: str


@dataclass(frozen=True)
class Entry:
    """A course with its public words and its runs."""

    pk: int
    code: str
    strand: str
    title: str
    hook: str
    about: str
    who_for: str
    learn: tuple[str, ...]
    expect: str
    content_note: str
    prerequisites: str
    made_by: tuple[str, ...]
    goes_further: bool
    audiences: tuple[str, ...]
    address: str
    picture: str
    easy: tuple[Sentence, ...]
    meetings: tuple[Meeting, ...]
    vocabulary: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """Its page, as this site links to it."""
        return self.address.removeprefix(settings.BASE_URL)


@dataclass(frozen=True)
class Place:
    """A venue with its access facts; `unknown` are those nobody has looked up yet, `seen` what its photographs show."""

    name: str
    address: tuple[str, ...]
    getting_there: str
    has: tuple[str, ...]
    has_not: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: str
    seen: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    """What begins in a week, by locality."""

    begins_on: dt.date
    places: tuple[tuple[str, tuple[tuple[Entry, Meeting], ...]], ...]


@dataclass(frozen=True)
class Contents:
    """A prospectus, of `place` or (empty) of the whole college."""

    term: str
    slug: str
    starts_on: dt.date
    ends_on: dt.date
    opens_at: dt.datetime | None
    place: str
    place_slug: str
    address: str
    plain_address: str
    intro: str
    words: tuple[tuple[str, str], ...]
    agreement: tuple[str, ...]
    minimum_age: int
    guardian_ages: str
    closed: tuple[tuple[dt.date, dt.date, str], ...]
    strands: tuple[tuple[str, tuple[Entry, ...]], ...]
    weeks: tuple[Week, ...]
    venues: tuple[tuple[str, tuple[Place, ...]], ...]
    easy: tuple[Sentence, ...]
    own_words: tuple[tuple[str, str], ...] = ()

    @property
    def says(self) -> dict[str, str]:
        """The words of the prospectus page, by the name of their field."""
        return dict(self.words)

    @property
    def courses(self) -> list[Entry]:
        return [entry for _strand, entries in self.strands for entry in entries]

    @property
    def a_to_z(self) -> list[Entry]:
        return sorted(self.courses, key=lambda entry: (entry.title.casefold(), entry.code))

    @property
    def has_easy_read(self) -> bool:
        return any(entry.easy for entry in self.courses)


WORDS = (
    "welcome",
    "what_we_are",
    "who_can_come",
    "how_to_join",
    "first_day",
    "getting_there",
    "your_say",
    "help_now",
    "other_formats",
)


class TermRows:
    """All that the prospectuses of `term` are made of at `moment` (aware), in a fixed number of queries."""

    def __init__(self, term: Term, moment: dt.datetime):
        self.term = term
        self.page = ProspectusPage.objects.filter(term=term).first() or ProspectusPage(term=term)
        runs = (
            runs_of_term(term.pk, moment)
            .filter(status__in=ON_PAPER)
            .prefetch_related("sessions__venue", "course__audiences")
        )
        self.runs = [run for run in runs if run.sessions_on()]
        ids = {run.course_id for run in self.runs}
        self.editions = current_editions(ids)
        self.easy_read = [(b["value"]["words"], b["value"].get("picture")) for b in self.page.easy_read.raw_data]
        self.pictures = pictures_of(self.editions.values(), {picture for _words, picture in self.easy_read})
        self.venues = list(Venue.objects.filter(is_online=False).prefetch_related("pictures").order_by("name"))
        self.policy = Policy.current()
        self.closed = tuple((p.first_on, p.last_on, p.reason) for p in term.closed_periods.all())

    def localities(self) -> list[Locality]:
        """Those with something to come to, in the college's order."""
        found = {run.locality_id: run.locality for run in self.runs}
        return sorted(found.values(), key=lambda place: (place.order, place.name))


def moment_of(term: Term, now: dt.datetime) -> dt.datetime:
    """The moment whose prospectus is made at `now`: the embargo's end while that is still to come."""
    return max(now, term.public_from) if term.public_from else now


def contents_of(rows: TermRows, locality: Locality | None = None) -> Contents:
    """The prospectus of `locality` (with what is online, which one can join from there), or of everywhere."""
    runs = [run for run in rows.runs if locality is None or run.locality_id == locality.pk or run.locality.is_online]
    entries = _entries(rows, runs)
    page, term = rows.page, rows.term
    slug = locality.slug if locality else ""
    plain = reverse("prospectus_plain", args=[term.slug]) + (f"?place={slug}" if slug else "")
    return Contents(
        term=term.name,
        slug=term.slug,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        opens_at=term.enrolment_opens_at,
        place=locality.name if locality else "",
        place_slug=slug,
        address=settings.BASE_URL + (page.address if page.pk else plain),
        plain_address=settings.BASE_URL + plain,
        intro=page.intro,
        own_words=tuple(sorted(locality.words.items())) if locality else (),
        words=tuple((name, str(getattr(page, name))) for name in WORDS),
        agreement=_lines(rows.policy.agreement),
        minimum_age=rows.policy.minimum_age,
        guardian_ages=rows.policy.guardian_ages,
        closed=rows.closed,
        strands=tuple((strand, tuple(some)) for strand, some in groupby(entries, key=lambda entry: entry.strand)),
        weeks=_weeks(entries),
        venues=_venues(rows.venues, runs),
        easy=_opening(rows),
    )


def _entries(rows: TermRows, runs: Iterable[Run]) -> list[Entry]:
    by_course: dict[int, list[Run]] = {}
    for run in runs:
        by_course.setdefault(run.course_id, []).append(run)
    entries = []
    for some in by_course.values():
        course = some[0].course
        edition = rows.editions[course.pk]
        order = (course.strand.order, course.strand.name, edition.title.casefold(), course.code)
        entries.append((order, entry_of(course, edition, some, rows.pictures)))
    return [entry for _order, entry in sorted(entries, key=lambda pair: pair[0])]


def entry_of(course, words, runs: Iterable[Run], pictures: Iterable[str]) -> Entry:
    """A course as paper shows it, in the words of its audiences.

    words: an edition, or what else has its names. pictures: keys of those that are as they were signed.
    """
    more = words.more or {}
    with speaking_besides(course.vocabulary):
        meetings = tuple(_meeting(run) for run in runs)
    return Entry(
        pk=course.pk,
        code=course.code,
        strand=course.strand.name,
        title=words.title,
        hook=words.hook,
        about=words.about,
        who_for=words.who_for,
        learn=tuple(words.learn),
        expect=words.expect,
        content_note=words.content_note,
        prerequisites=words.prerequisites,
        made_by=tuple(words.made_by),
        goes_further=course.level == "further",
        audiences=tuple(audience.name for audience in course.audiences.all()),
        address=f"{settings.BASE_URL}/courses/{words.slug}/",
        picture=_there(more.get("picture", ""), pictures),
        easy=tuple(Sentence(said, _there(key, pictures)) for said, key in more.get("easy_read", [])),
        meetings=meetings,
        vocabulary=tuple(sorted(course.vocabulary.items())),
    )


def _meeting(run: Run) -> Meeting:
    sessions = run.sessions_on()
    away = [session for session in sessions if session.venue_id and session.venue_id != run.venue_id]
    return Meeting(
        code=run.code,
        place=run.locality.name,
        place_slug=run.locality.slug,
        venue=run.venue.name if run.venue else "",
        is_online=run.locality.is_online or run.format == "online" or bool(run.venue and run.venue.is_online),
        format=run.format,
        words=run_words(sessions),
        how_many=how_many(sessions),
        languages=languages_words(run.languages),
        not_on=", ".join(day_and_month(day) for day in weeks_left_out(sessions)),
        days=tuple(days_one_by_one(sessions)),
        elsewhere=tuple(f"{session_words(session)}: {session.venue.name}" for session in away),
        first_on=sessions[0].held_on,
        sessions=tuple((session.held_on, session.starts, session.ends) for session in sessions),
    )


def _weeks(entries: Iterable[Entry]) -> tuple[Week, ...]:
    begin = [(entry, meeting) for entry in entries for meeting in entry.meetings]
    begin.sort(key=lambda pair: (_monday(pair[1].first_on), pair[1].place, pair[1].sessions, pair[0].title))
    return tuple(
        Week(
            monday,
            tuple((place, tuple(some)) for place, some in groupby(week, key=lambda pair: pair[1].place)),
        )
        for monday, week in groupby(begin, key=lambda pair: _monday(pair[1].first_on))
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _venues(venues: list[Venue], runs: Iterable[Run]) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """Where these runs meet, by locality."""
    used, localities = set(), {}
    for run in runs:
        localities[run.locality_id] = run.locality
        used |= {run.venue_id} | {session.venue_id for session in run.sessions_on()}
    ordered = sorted(localities.values(), key=lambda place: (place.order, place.name))
    found = [
        (locality.name, tuple(_place(v) for v in venues if v.pk in used and v.locality_id == locality.pk))
        for locality in ordered
    ]
    return tuple((name, places) for name, places in found if places)


def _place(venue: Venue) -> Place:
    facts = venue.access_facts()
    return Place(
        name=venue.name,
        address=(*_lines(venue.address), *_lines(venue.postcode)),
        getting_there=venue.getting_there,
        has=tuple(words for words, holds in facts if holds),
        has_not=tuple(words for words, holds in facts if holds is False),
        unknown=tuple(words for words, holds in facts if holds is None),
        notes=venue.access_notes,
        seen=tuple(picture.shows for picture in venue.pictures.all()),  # type: ignore[attr-defined]
    )


def pictures_of(words: Iterable, others: AbstractSet[int | None] = frozenset()) -> dict[str, int]:
    """Of the pictures that these editions were signed with, and of `others` by id, those that still are the same:
    key -> id, in one query."""
    ids = {int(key.partition(" ")[0]) for one in words for key in pictures_in({"more": one.more or {}}) if key}
    images = Image.objects.filter(pk__in=(ids | others) - {None})
    return {picture_key(image): image.pk for image in images}


def _there(key: str, pictures: Iterable[str]) -> str:
    return key if key in pictures else ""


def _opening(rows: TermRows) -> tuple[Sentence, ...]:
    keys = {pk: key for key, pk in rows.pictures.items()}
    return tuple(Sentence(words, keys.get(picture, "")) for words, picture in rows.easy_read)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
