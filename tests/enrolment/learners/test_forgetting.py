"""What people told is forgotten in time, and nothing of those who are still about."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.form_blocks import FORGETTABLE
from enrolment.learners.forgetting import due_to_forget, forget_answers
from enrolment.learners.tasks import forget_answers as sweep
from enrolment.models import Learner, Need, Note, Support
from tests.factories import EnrolmentFactory, LearnerFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = NOW - dt.timedelta(days=500)
TOLD = {
    "full_name": "Alexandra Quill",
    "emergency_name": "Sal Quill",
    "emergency_phone": "0114 496 0001",
    "heard": "leaflet",
    "capacities": ["carer"],
}


@pytest.fixture
def learner():
    """Somebody who told everything 500 days ago, and was not here since."""
    learner = LearnerFactory(joined_at=LONG_AGO, **TOLD)
    Need.objects.create(learner=learner, kind="breaks", status="arranged", asked_at=LONG_AGO)
    Need.objects.create(learner=learner, own_words="A seat by the door", asked_at=LONG_AGO)
    facts = {"learner": learner, "user": UserFactory(), "by": UserFactory(), "at": LONG_AGO, "may_see": True}
    Support.objects.create(name="Sal", said="on the telephone", until=LONG_AGO.date(), **facts)
    return learner


def held(learner) -> set[str]:
    """The names of blocks of which something is kept still."""
    learner.refresh_from_db()
    columns = {"full_name": learner.full_name, "emergency": learner.emergency_name or learner.emergency_phone}
    columns |= {"heard": learner.heard, "capacities": learner.capacities, "needs": learner.needs.count()}
    columns["supporters"] = any(each.name or each.said or not each.ended_at for each in learner.supports.all())
    return {name for name, kept in columns.items() if kept}


def test_each_block_goes_in_its_own_time_and_the_record_stays(learner):
    everything = {block.name for block in FORGETTABLE if block.name != "equality"}
    assert held(learner) == everything
    assert (sweep(NOW), sweep(NOW)) == (4, 0)
    assert held(learner) == {"full_name", "capacities"}  # six years, at first
    assert learner.name and learner.email
    set_policy(keeping={"capacities": 1, "full_name": 1})
    assert (sweep(NOW), sweep(NOW)) == (2, 0)
    assert held(learner) == set()


def test_a_college_may_keep_it_longer(learner):
    set_policy(keeping=dict.fromkeys(["emergency", "heard", "needs", "supporters"], 2))
    assert sweep(NOW) == 0
    assert sweep(NOW + dt.timedelta(days=300)) == 4


def signed_in(learner):
    learner.user.last_login = NOW
    learner.user.save()


def confirmed_needs(learner):
    Learner.objects.filter(pk=learner.pk).update(needs_confirmed_at=NOW)


def asked_for_a_place(learner):
    EnrolmentFactory(learner=learner)


def was_spoken_with(learner):
    Note.objects.create(learner=learner, about_on=NOW.date(), text="Rang to say hello", at=NOW)


def merged_away(learner):
    Learner.objects.filter(pk=learner.pk).update(merged_into=LearnerFactory())


@pytest.mark.parametrize("acts", [signed_in, confirmed_needs, asked_for_a_place, was_spoken_with, merged_away])
def test_nothing_is_forgotten_of_who_is_about(learner, acts):
    acts(learner)
    assert sweep(NOW) == 0


def test_who_comes_back_as_the_sweep_runs_keeps_what_they_told(learner):
    found = [(block, due_to_forget(block, NOW).get()) for block in FORGETTABLE if block.years == 1]
    EnrolmentFactory(learner=learner)
    assert not any(forget_answers(learner=each, block=block, now=NOW) for block, each in found)


def test_a_session_still_to_come_keeps_it_however_long_ago_the_place_was_given(learner):
    enrolment, later = EnrolmentFactory(learner=learner), NOW + dt.timedelta(days=600)
    last = enrolment.run.sessions.filter(pk=enrolment.run.sessions.last().pk)
    last.update(held_on=later.date())
    assert sweep(later) == 0
    last.update(held_on=later.date() - dt.timedelta(days=380))
    assert sweep(later) == 4
