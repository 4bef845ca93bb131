"""Who is next on a waiting list: first for a reason, then in order; together with those one asked to come with."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from courses.actions.runs import change_run
from enrolment.places import actions, line
from enrolment.places.moves import CantChange
from enrolment.places.queries import band_of, line_of
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
REASON = "It is their next step, agreed with a trainer"


@pytest.fixture
def run():
    set_policy(waiting_list="automatic")
    return RunFactory(capacity=2)


@pytest.fixture
def holders(run):
    return [EnrolmentFactory(run=run) for _turn in range(2)]


@pytest.fixture
def waits(run, holders):
    soon = timezone.now()
    return [EnrolmentFactory(run=run, now=soon + dt.timedelta(minutes=n)) for n in range(4)]


def told() -> dict:
    return {"by": None, "now": timezone.now()}


def statuses(enrolments) -> list[str]:
    for enrolment in enrolments:
        enrolment.refresh_from_db()
    return [enrolment.status for enrolment in enrolments]


def leave(*enrolments) -> None:
    for enrolment in enrolments:
        actions.withdraw(enrolment=enrolment, **told())


def test_who_comes_first_for_a_reason_gets_the_next_place_and_the_history_says_so(run, holders, waits):
    line.put_first(enrolment=waits[2], reason=REASON, **told())
    line.put_first(enrolment=waits[2], reason=REASON, **told())
    assert [e.pk for e in line_of(run)] == [e.pk for e in (waits[2], waits[0], waits[1], waits[3])]
    leave(holders[0])
    assert statuses(waits) == ["waiting", "waiting", "confirmed", "waiting"]
    assert waits[2].events.filter(reason="comes_first").count() == 1


def waits_of(run):
    return list(run.enrolments.select_related("learner"))


def test_back_in_order_they_wait_as_before(run, holders, waits):
    line.put_first(enrolment=waits[2], reason=REASON, **told())
    line.put_first(enrolment=waits[2], reason="", **told())
    leave(holders[0])
    assert statuses(waits) == ["confirmed", "waiting", "waiting", "waiting"]


def test_a_reason_is_one_of_the_college_s_own_and_who_has_a_place_can_t_come_first(holders, waits):
    with pytest.raises(line.NoSuchReason):
        line.put_first(enrolment=waits[0], reason="He is my friend", **told())
    with pytest.raises(CantChange):
        line.put_first(enrolment=holders[0], reason=REASON, **told())


def test_a_band_follows_the_order_of_the_list(run, holders):
    crowd = [EnrolmentFactory(run=run) for _turn in range(6)]
    assert band_of(crowd[5]) == 10
    line.put_first(enrolment=crowd[5], reason=REASON, **told())
    crowd[5].refresh_from_db()
    assert band_of(crowd[5]) == 5


def test_two_who_come_together_move_up_together_and_one_place_goes_to_the_next(run, holders, waits):
    line.come_together(enrolment=waits[3], word=waits[0].code.upper(), **told())
    leave(holders[0])
    assert statuses(waits) == ["waiting", "confirmed", "waiting", "waiting"]
    change_run(run=run, capacity=4, by=UserFactory(), now=timezone.now())
    assert statuses(waits) == ["confirmed", "confirmed", "waiting", "confirmed"]


def test_a_friend_who_rests_holds_nobody_back(run, holders, waits):
    line.come_together(enrolment=waits[1], word=waits[0].code, **told())
    actions.rest(enrolment=waits[1], resting=True, **told())
    leave(holders[0])
    assert statuses(waits)[0] == "confirmed"


def test_a_third_joins_two_and_each_may_go_alone_again(run, holders, waits):
    line.come_together(enrolment=waits[0], word=waits[1].code, **told())
    line.come_together(enrolment=waits[2], word=waits[0].code, **told())
    assert len({e.party for e in waits_of(run) if e.party}) == 1
    assert sum(bool(e.party) for e in waits_of(run)) == 3
    line.come_alone(enrolment=waits[0], **told())
    leave(holders[0])
    assert statuses(waits) == ["confirmed", "waiting", "waiting", "waiting"]


@pytest.mark.parametrize("whose", ["nobody", "holder", "elsewhere", "own"])
def test_a_word_that_joins_nobody_gets_the_same_sentence_whosever_it_is(run, holders, waits, whose):
    elsewhere = RunFactory(capacity=1)
    EnrolmentFactory(run=elsewhere)
    words = {
        "nobody": "bcdfghjkmnpq",
        "holder": holders[0].code,
        "elsewhere": EnrolmentFactory(run=elsewhere).code,
        "own": waits[0].code,
    }
    with pytest.raises(line.NotBothWaiting):
        line.come_together(enrolment=waits[0], word=words[whose], **told())


def test_learners_ask_to_come_together_on_their_own_pages():
    run = RunFactory(capacity=1)
    EnrolmentFactory(run=run)
    mine = EnrolmentFactory(run=run, learner=LearnerFactory(user=UserFactory()))
    theirs = EnrolmentFactory(run=run, learner=LearnerFactory(name="Xanthe"))
    client = Client()
    client.force_login(mine.learner.user)
    page = f"/my/places/{mine.code}/together/"
    refused = client.post(page, {"word": "no such word"})
    assert "We found nobody with this word" in refused.content.decode() and "no such word" in refused.content.decode()
    assert client.post(page, {"word": f" {theirs.code.upper()} "}).status_code == 302
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.party == theirs.party != ""
    assert "Xanthe" not in client.get(page).content.decode()
    client.post(page, {"press": "alone"})
    mine.refresh_from_db()
    assert mine.party == ""
