"""Two people of the office note what a guardian said in the same moment: one answer holds, the other is told."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from courses.models.runs import RunQuerySet
from enrolment.models import Guardian, Learner
from enrolment.places import guardian as room
from enrolment.places.guardian import AnsweredAlready, AskedJustNow, note_answer
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy
from tests.races.rush import all_at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)


def facts() -> dict:
    """What is held of a guardian at the least."""
    return {"name": "Mo", "phone": "0113 496 0998", "relation": "parent", "knows": True, "named_at": timezone.now()}


def rush() -> tuple[list[str], list[str]]:
    """What each of two was told, and how the place stands that hung on it."""
    set_policy(guardian_from_age=16)
    learner = LearnerFactory(age_confirmed=False)
    guardian, by = Guardian.objects.create(learner=learner, **facts()), UserFactory()
    place = EnrolmentFactory(run=RunFactory(), learner=Learner.objects.get(pk=learner.pk))
    assert place.status == "requested"

    def note(agrees: bool) -> str:
        said = {"said_by": "Mo", "said_on": timezone.localdate(), "by": by, "now": timezone.now()}
        try:
            return note_answer(guardian=guardian, agrees=agrees, **said).status
        except AnsweredAlready:
            return "told to look again"

    said = all_at_once(note, [True, False])
    return sorted(said), [event.became for event in place.events.all()]


def test_one_answer_holds():
    for _turn in range(4):
        said, became = rush()
        assert said in (["agreed", "told to look again"], ["refused", "told to look again"])
        assert became == ["requested", "confirmed" if "agreed" in said else "declined"]


@pytest.mark.once
def test_without_the_locks_both_hold(monkeypatch):
    """The negative control. SQLite writes one at a time whatever we do, so PostgreSQL alone can show it."""
    if connection.vendor != "postgresql":
        pytest.skip("a missing lock shows on PostgreSQL only")
    for rows in (QuerySet, RunQuerySet):
        monkeypatch.setattr(rows, "select_for_update", lambda rows, **options: rows)
    meeting(monkeypatch, (room, "_as_it_stands"), number=2)
    assert rush()[0] == ["agreed", "refused"]


@pytest.mark.once
def test_a_place_asked_for_while_the_guardian_says_no_is_not_left_hanging(monkeypatch):
    """Between the look at the runs and the locks another is asked for: whoever notes the answer is told."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite nobody else writes in that moment")
    set_policy(guardian_from_age=16)
    learner = LearnerFactory(age_confirmed=False)
    guardian = Guardian.objects.create(learner=learner, **facts())
    run, second = RunFactory(), RunFactory()
    EnrolmentFactory(run=run, learner=Learner.objects.get(pk=learner.pk))
    look, looks = room._runs_hanging, []

    def look_and_let_another_in(learner_id, now):
        seen = look(learner_id, now)
        if not looks:
            all_at_once(lambda run: EnrolmentFactory(run=run, learner=Learner.objects.get(pk=learner_id)), [second])
        looks.append(seen)
        return seen

    monkeypatch.setattr(room, "_runs_hanging", look_and_let_another_in)
    answer = {"agrees": False, "said_by": "Mo", "said_on": timezone.localdate(), "by": UserFactory()}
    with pytest.raises(AskedJustNow):
        note_answer(guardian=guardian, now=timezone.now(), **answer)
    note_answer(guardian=guardian, now=timezone.now(), **answer)
    assert looks == [[run.pk], [run.pk, second.pk], [run.pk, second.pk], [run.pk, second.pk]]
    assert {place.status for place in learner.enrolments.all()} == {"declined"}
