"""A trainer ticks their week while the office brings the sheet of trainers: their own answer stays."""

import threading

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from courses.models import Locality, Strand
from enrolment.models import Trainer
from enrolment.office.actions import applying
from enrolment.trainers.availability import say_free_times
from tests.courses.sheets.sheets import KNOWN, TRAINERS, VENUES, csv_of, rows_of
from tests.enrolment.office.imports.conftest import apply, bring_trainers
from tests.factories import TermFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
OWN = [(6, "ev")]


@pytest.fixture
def race(monkeypatch):
    """Brings the sheet with another week, while its trainer ticks their own; whether that stands."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    for name in VENUES:
        Locality.objects.create(name=name, slug=slugify(name))
    for name in KNOWN.strands:
        Strand.objects.create(name=name, slug=slugify(name))
    term, office = TermFactory(), UserFactory(role="coordinator")
    head, row = rows_of(TRAINERS)[:2]
    free = head.index("Usually free")

    def brought(words: str):
        row[free] = words
        return bring_trainers(term, office, csv_of([head, row]))

    apply(brought("Mon am"), office)
    amara = Trainer.objects.get()
    amara.user = UserFactory(role="trainer")
    amara.save()

    def run() -> bool:
        sheet, plans = brought("Tue am"), []

        def plan_for(*given, **told):
            """When it is read the second time, and about to be written, the trainer ticks."""
            plans.append(applying_plan(*given, **told))
            if len(plans) == 2:
                ticking.start()
                ticking.join(timeout=0.5)
            return plans[-1]

        applying_plan, ticking = applying.plan_for, threading.Thread(target=tick, args=(amara,))
        monkeypatch.setattr(applying, "plan_for", plan_for)
        apply(sheet, office)
        ticking.join()
        return [(time.weekday, time.half) for time in amara.free_times.all()] == OWN

    return run


def tick(trainer: Trainer) -> None:
    say_free_times(trainer=trainer, halves=OWN, by=trainer.user, now=timezone.now())
    connections.close_all()  # each thread has its own


@pytest.mark.once
def test_what_a_trainer_ticks_while_the_sheet_is_written_stays(race):
    assert race()


@pytest.mark.once
def test_without_the_lock_on_the_trainer_the_sheet_overwrites_it(race, monkeypatch):
    locked = QuerySet.select_for_update
    monkeypatch.setattr(
        QuerySet,
        "select_for_update",
        lambda rows, *args, **kwargs: rows if rows.model is Trainer else locked(rows, *args, **kwargs),
    )
    assert not race()
