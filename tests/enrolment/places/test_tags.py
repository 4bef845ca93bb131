"""What public lists say about places, the same words as the verbs decide by."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import timezone

from courses.models import Run
from enrolment.models import Enrolment
from tests.factories import EnrolmentFactory, RunFactory, TermFactory

pytestmark = pytest.mark.django_db

TEMPLATE = Template(
    "{% load places %}{% places_for runs as places %}"
    "{% for run in runs %}{% with here=places|of:run %}"
    "{{ here.words }}|{{ here.kind }}|{{ here.may_ask }};"
    "{% endwith %}{% endfor %}"
)


def said(*runs) -> str:
    return TEMPLATE.render(Context({"runs": Run.objects.filter(pk__in=[run.pk for run in runs]).for_lists()}))


def test_places_left_in_words():
    full, few = RunFactory(capacity=1), RunFactory(capacity=2)
    EnrolmentFactory(run=full)
    EnrolmentFactory(run=few)
    assert said(full) == "Waiting list|full|True;"
    assert said(few) == "1 place left|few|True;"
    assert said(RunFactory()) == "12 places left|open|True;"


def test_a_run_is_full_for_everyone_while_somebody_ready_waits():
    run = RunFactory(capacity=1)
    first = EnrolmentFactory(run=run)
    EnrolmentFactory(run=run)
    Enrolment.objects.filter(pk=first.pk).update(status="withdrawn")
    assert said(run) == "Waiting list|full|True;"


def test_runs_that_nobody_can_join_say_why():
    later = TermFactory(enrolment_opens_at=timezone.now() + dt.timedelta(days=3))
    assert said(RunFactory(status="cancelled")) == "Called off|closed|False;"
    assert said(RunFactory(sessions__first_on=dt.date(2025, 1, 7))) == "Finished|closed|False;"
    assert said(RunFactory(sessions=0)) == "Dates to come|closed|False;"
    assert said(RunFactory(term=later)).startswith("Places from ")


def test_forty_runs_cost_as_much_as_four(django_assert_num_queries):
    for number in (4, 40):
        runs = [RunFactory(sessions=1) for _turn in range(number)]
        with django_assert_num_queries(3):  # runs, their sessions, places
            said(*runs)
