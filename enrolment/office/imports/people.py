"""What a sheet of people would make: whom the college knows already, and who has a place or waits."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.refusals import Refusal
from courses.models import Policy, Run, SheetImport, SheetLine
from courses.sheets.doubts import Doubt, Suggestion
from courses.sheets.people import PersonRead
from courses.sheets.words import folded
from enrolment.office.imports.comparing import Plan, Planned, State
from enrolment.office.imports.people_reading import read_against, runs_of, say_run
from enrolment.office.imports.persons import Person, Persons
from enrolment.places.gates import TooManyPlaces, check_run
from enrolment.places.line import somebody_is_before
from enrolment.places.models import Enrolment
from enrolment.places.queries import Standing, held_in_term, places_left_for

# In this order the lines of a run are dealt with: who has a place, who asks, who waits.
TURN = {"place": 0, "asks": 1, "waiting": 2}
SET_ON_LIST = {"Status": "waiting"}


@dataclass
class Arrival:
    """What a line comes to: who it is, on which run, their wish, since when; `becomes` "place" or "waiting"."""

    person: Person
    run: Run
    wish: str
    asked_at: dt.datetime | None
    number: int
    becomes: str = ""

    @property
    def turn(self) -> tuple:
        """Run by run in order of their ids, and within one by the wish, then by when they asked."""
        unsaid = self.asked_at is None
        return self.run.pk, TURN[self.wish], unsaid, self.asked_at if not unsaid else None, self.number


def plan_people(sheet: SheetImport, lines: list[SheetLine], mine: set[str], *, by, now: dt.datetime) -> Plan:
    """The plan of a sheet of people; `mine` are the folded names of the localities that `by` plans for."""
    runs = {run.code: run for run in runs_of(sheet)}
    persons = Persons(by)
    planned: list[Planned] = []
    arrivals: dict[int, tuple[Planned, Arrival]] = {}
    for read in read_against(runs.values(), lines, today=timezone.localdate(now)):
        found = _without_a_place(read, runs, mine, now)
        if found is None and read.person:
            person, doubt = persons.find(read)
            found = Planned(read, State.DOUBT if doubt else State.NEW, more_doubts=[doubt] if doubt else [])
            if person:
                asked_at = timezone.make_aware(read.person.asked_at) if read.person.asked_at else None
                arrival = Arrival(person, runs[read.person.run], read.person.wish, asked_at, read.number)
                arrivals[read.number] = found, arrival
        if found:
            planned.append(found)
    _reckon(list(arrivals.values()), sheet)
    newcomers, totals = _totals(planned)
    return Plan(planned, totals=totals, newcomers=newcomers, shown=frozenset(persons.shown))


def _without_a_place(read: PersonRead, runs: dict[str, Run], mine: set[str], now: dt.datetime) -> Planned | None:
    """The plan of a line that comes to nobody's place: set aside, cancelled, elsewhere, in doubt; else None."""
    if read.is_set_aside:
        return Planned(read, State.SET_ASIDE)
    if read.person is None:
        return Planned(read, State.DOUBT)
    if read.person.wish == "gone":
        return Planned(read, State.LEFT_OUT, sentence=_("The sheet says that they are not coming."))
    run = runs[read.person.run]
    if folded(run.locality.name) not in mine:
        said = _("You don't plan for {locality}, so this line is left out. Ask its coordinator.")
        return Planned(read, State.NOT_YOURS, sentence=said.format(locality=run.locality.name))
    try:
        check_run(run, source=Enrolment.Source.IMPORT, now=now)
    except Refusal as refused:
        doubt = Doubt("not-open", read.number, "Run", f"{say_run(run)}: {refused}", (_anew(),))
        return Planned(read, State.DOUBT, more_doubts=[doubt])
    return None


def _reckon(arrivals: list[tuple[Planned, Arrival]], sheet: SheetImport) -> None:
    """Says of each line what it comes to, in the order in which they are dealt with."""
    runs = {arrival.run.pk: arrival.run for _planned, arrival in arrivals}
    standings = places_left_for(runs.values(), today=timezone.localdate())
    is_taken = {pk: somebody_is_before(run, standings[pk]) for pk, run in runs.items()}
    known = [arrival.person.learner.pk for _planned, arrival in arrivals if arrival.person.learner]
    live = Enrolment.objects.live().filter(learner__in=known, run__in=runs)
    theirs = {(enrolment.learner_id, enrolment.run_id): enrolment for enrolment in live}
    held, most = held_in_term(known, sheet.term_id), Policy.current().places_per_term
    count: Counter[object] = Counter({Persons.known_key(pk): places for pk, places in held.items()})
    seen: dict[tuple[object, int], int] = {}
    for planned, arrival in sorted(arrivals, key=lambda pair: pair[1].turn):
        learner, run = arrival.person.learner, arrival.run
        planned.target, planned.arrival = None, arrival
        if learner and (there := theirs.get((learner.pk, run.pk))):
            planned.state, planned.target = State.SAME, there
            planned.summary = _say(arrival, str(there.get_status_display()))
        elif (first := seen.get((arrival.person.key, run.pk))) is not None:
            planned.state, planned.sentence = (
                State.LEFT_OUT,
                _("The same person and course as line {line}.").format(line=first),
            )
        elif most is not None and run.format != "drop_in" and count[arrival.person.key] >= most:
            _doubt(planned, "too-many", "Run", str(TooManyPlaces(most)), [])
        else:
            seen[arrival.person.key, run.pk] = arrival.number
            _place(planned, arrival, standings[run.pk], is_taken[run.pk], count)


def _place(planned: Planned, arrival: Arrival, standing: Standing, is_taken: bool, count: Counter) -> None:
    capacities = arrival.person.learner.capacities if arrival.person.learner else ()
    if arrival.wish != "waiting" and not is_taken and standing.open_to(capacities) > 0:
        standing.take(capacities)
        count[arrival.person.key] += arrival.run.format != "drop_in"
        planned.summary, arrival.becomes = _say(arrival, _("has a place")), "place"
    elif arrival.wish == "place":
        said = _("The sheet says that they have a place, but none is left on {run}.").format(run=say_run(arrival.run))
        on_list = Suggestion(_("Put them on the waiting list"), SET_ON_LIST)
        _doubt(planned, "full", "Status", said, [on_list])
    else:
        planned.summary, arrival.becomes = _say(arrival, _("on the waiting list")), "waiting"
        if arrival.wish == "asks":
            planned.sentence = _("No place is left, so they wait.")


def _say(arrival: Arrival, standing: str) -> str:
    return f"{arrival.person.words}; {say_run(arrival.run)}: {standing}"


def _doubt(planned: Planned, code: str, column: str, what: str, suggestions: list[Suggestion]) -> None:
    planned.state = State.DOUBT
    planned.more_doubts.append(Doubt(code, planned.number, column, what, tuple(suggestions) or (_anew(),)))


def _anew() -> Suggestion:
    return Suggestion(_("Write it anew, or set this line aside"))


def _totals(planned: list[Planned]) -> tuple[int, dict[str | Promise, int]]:
    """How many are new to the college, and how many people and places the sheet comes to, in words."""
    new = [line.arrival for line in planned if line.state == State.NEW]
    people = {arrival.person.key for arrival in new}
    newcomers = {arrival.person.key for arrival in new if not arrival.person.learner}
    becomes = Counter(arrival.becomes for arrival in new)
    return len(newcomers), {
        gettext_lazy("People new to the college"): len(newcomers),
        gettext_lazy("People known already"): len(people - newcomers),
        gettext_lazy("Places"): becomes["place"],
        gettext_lazy("On a waiting list"): becomes["waiting"],
    }
