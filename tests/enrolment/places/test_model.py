"""Places, offers and waiting lists walked at random beside a simple reference that keeps the same promises.

After each step: every person stands where the reference says, so nobody is passed over and no order is lost;
no run has more people than places; no place is empty while somebody ready waits for it; a step that broke
halfway has left nothing behind.
"""

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from college.models import Message
from courses.actions.runs import change_run
from enrolment.models import Enrolment, Offer
from enrolment.places import actions, line, offers, tasks
from enrolment.places.queries import runs_over_capacity
from tests.factories import LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
REASON = "They have waited for more than two terms"
HELD = ("offered", "confirmed")


@dataclass
class Person:
    status: str
    asked: int
    rests: bool = False
    first: bool = False
    until: dt.datetime | None = None


@dataclass
class Reference:
    """What the college promises, in the fewest words; knows nothing of rows and locks."""

    capacity: int = 2
    people: list[Person] = field(default_factory=list)

    @property
    def free(self) -> int:
        return self.capacity - sum(person.status in HELD for person in self.people)

    def next(self) -> Person | None:
        ready = [person for person in self.people if person.status == "waiting" and not person.rests]
        return min(ready, key=lambda person: (not person.first, person.asked), default=None)

    def ask(self) -> None:
        status = "confirmed" if self.free > 0 and not self.next() else "waiting"
        self.people.append(Person(status, asked=len(self.people)))

    def fill(self) -> None:
        while self.free > 0 and (person := self.next()):
            person.status = "offered"

    def leave(self, person: Person) -> None:
        person.status = "withdrawn"
        self.fill()

    def rest(self, person: Person) -> None:
        person.status, person.rests = "waiting", True
        self.fill()


class Walk(RuleBasedStateMachine):
    spoilt = False

    def __init__(self):
        super().__init__()
        self.walk = transaction.atomic()
        self.walk.__enter__()
        self.now = timezone.now()
        far = timezone.localdate() + dt.timedelta(days=400)  # no walk lasts so long
        self.run, self.office = RunFactory(capacity=2, sessions__first_on=far), UserFactory()
        self.known, self.rows = Reference(), []
        for _turn in range(4):
            self.somebody_asks()

    def teardown(self):
        transaction.set_rollback(True)
        self.walk.__exit__(None, None, None)

    def one(self, number: int, *statuses: str) -> tuple[Enrolment, Person] | None:
        """One of those who stand so, the reference's and ours."""
        those = [n for n, person in enumerate(self.known.people) if person.status in statuses]
        if not those:
            return None
        chosen = those[number % len(those)]
        return Enrolment.objects.get(pk=self.rows[chosen]), self.known.people[chosen]

    def told(self) -> dict:
        return {"by": None, "now": self.now}

    # What may happen ---------------------------------------------------------------------

    @rule()
    def somebody_asks(self):
        self.known.ask()
        place = actions.request_place(learner=LearnerFactory(), run=self.run, **self.told())
        self.rows.append(place.pk)

    @rule(number=st.integers(0, 9))
    def somebody_leaves_twice(self, number):
        if found := self.one(number, "waiting", *HELD):
            self.known.leave(found[1])
            for _turn in range(2):
                actions.withdraw(enrolment=found[0], **self.told())

    @rule(number=st.integers(0, 9), says_yes=st.booleans())
    def somebody_answers_twice(self, number, says_yes):
        if not (found := self.one(number, "offered")):
            return
        offer = found[0].last_offer
        if says_yes:
            found[1].status, found[1].rests = "confirmed", False
        else:
            self.known.rest(found[1])
        verb = offers.accept_offer if says_yes else offers.decline_offer
        for _turn in range(2):
            verb(offer=offer, **self.told())

    @rule()
    def a_week_passes_and_the_sweep_comes_late_and_twice(self):
        due = [n for n, person in enumerate(self.known.people) if person.status == "offered"]
        order = Offer.objects.filter(outcome="open").order_by("until", "pk").values_list("enrolment", flat=True)
        self.now += dt.timedelta(days=11)
        for pk in order:
            if (number := self.rows.index(pk)) in due:
                self.known.rest(self.known.people[number])
        for _turn in range(2):
            tasks.end_offers(self.now)

    @rule(number=st.integers(0, 9), ready=st.booleans())
    def somebody_rests_or_is_ready(self, number, ready):
        if found := self.one(number, "waiting"):
            found[1].rests = not ready
            self.known.fill()
            actions.rest(enrolment=found[0], resting=not ready, **self.told())

    @rule(number=st.integers(0, 9), first=st.booleans())
    def somebody_comes_first(self, number, first):
        if found := self.one(number, "waiting"):
            found[1].first = first
            line.put_first(enrolment=found[0], reason=REASON if first else "", **self.told())

    @rule(places=st.integers(1, 5))
    def the_office_changes_the_places(self, places):
        held = self.known.capacity - self.known.free
        try:
            change_run(run=self.run, by=self.office, now=self.now, capacity=places)
        except actions.Refusal:
            assert places < held
            return
        self.known.capacity = places
        self.known.fill()

    @rule(number=st.integers(0, 9))
    def a_step_breaks_halfway(self, number):
        """The process is killed after its work and before it is kept."""
        found = self.one(number, "waiting", *HELD)
        messages = Message.objects.count()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            if found:
                actions.withdraw(enrolment=found[0], **self.told())
            actions.request_place(learner=LearnerFactory(), run=self.run, **self.told())
            raise ZeroDivisionError
        assert Message.objects.count() == messages

    # What always holds ------------------------------------------------------------------

    @invariant()
    def everybody_stands_where_the_reference_says(self):
        kept = {
            pk: (status, rests) for pk, status, rests in Enrolment.objects.values_list("pk", "status", "is_resting")
        }
        ours = [kept[pk] for pk in self.rows]
        assert ours == [(person.status, person.rests) for person in self.known.people]
        assert len(kept) == len(self.rows)

    @invariant()
    def no_run_is_fuller_than_it_may_be_and_every_kept_place_has_one_open_offer(self):
        assert not runs_over_capacity().exists()
        offered = Enrolment.objects.filter(status="offered").count()
        assert Offer.objects.filter(outcome="open").count() == offered


HOW = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def walk_on(how: settings = HOW) -> None:
    set_policy(waiting_list="offer")
    run_state_machine_as_test(Walk, settings=how)


def test_whatever_happens_in_whatever_order_the_promises_are_kept():
    walk_on()


@pytest.mark.once
@pytest.mark.parametrize("broken", ["line.next_in_line", "actions.fill_places", "offers.fill_places"])
def test_a_rule_that_is_broken_is_seen(monkeypatch, broken):
    """The canary: last come first served, or a place that nobody fills."""
    room, name = broken.split(".")
    module = {"line": actions, "actions": actions, "offers": offers}[room]
    real = getattr(module, name)
    wrong = (lambda run, standing: real(run, standing)[::-1]) if room == "line" else (lambda **told: [])
    monkeypatch.setattr(module, name, wrong)
    with pytest.raises((AssertionError, KeyError)):
        walk_on(settings(HOW, max_examples=100))  # it ends at the first that is seen
