"""One session that a trainer can't come to: who could is asked one after another, and the first yes counts."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from college.outbox.words import make
from courses.models import Policy
from enrolment.models import StandIn
from enrolment.trainers.actions import CantTeach, accept, propose, release
from enrolment.trainers.permissions import may_send_marks, sessions_stood_in_by, sessions_with_register_for
from enrolment.trainers.queries import credits_of
from enrolment.trainers.standing_in.actions import (
    NotFree,
    NothingToMiss,
    SomebodyComes,
    can_come,
    cant_come,
    end_gaps,
    run_out,
    say_no,
    say_yes,
)
from enrolment.trainers.standing_in.finding import until
from enrolment.trainers.standing_in.models import Gap
from tests.factories import AllocationFactory, set_policy

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def run(new_run):
    return new_run()


@pytest.fixture
def teaches(run, new_trainer):
    AllocationFactory(run=run, trainer=new_trainer("professional"))
    return AllocationFactory(run=run, trainer=new_trainer("peer"))


@pytest.fixture
def session(run):
    return run.sessions_on()[1]


@pytest.fixture
def now():
    return timezone.localtime().replace(hour=12)


@pytest.fixture
def others(new_trainer):
    """Two peers who could come, and somebody of the other kind."""
    new_trainer("professional")
    return [new_trainer("peer", email=f"peer{n}@example.org") for n in range(2)]


@pytest.fixture
def gap(teaches, session, others, now) -> Gap:
    return cant_come(allocation=teaches, session=session, by=teaches.trainer.user, now=now)


def asked(gap) -> list[tuple[str, int]]:
    return list(gap.stand_ins.order_by("pk").values_list("status", "trainer"))


def test_the_best_is_asked_with_a_link_and_saying_it_twice_is_once(gap, teaches, session, others, now):
    assert cant_come(allocation=teaches, session=session, by=None, now=now) == gap
    assert asked(gap) == [("offered", others[0].pk)]
    [letter] = Message.objects.filter(event="asked_to_stand_in")
    make([letter])
    assert gap.stand_ins.get().address in letter.text
    assert session.run.course.title not in letter.subject


def test_a_no_and_silence_ask_the_next_and_then_nobody_is_left(gap, others, now):
    first = gap.stand_ins.get()
    assert say_no(stand_in=first, by=others[0].user, now=now) == say_no(stand_in=first, by=None, now=now)
    second = gap.stand_ins.get(status="offered")
    assert second.trainer == others[1]
    assert not run_out(stand_in=second, now=second.until - HOUR)
    assert run_out(stand_in=second, now=second.until)
    assert not run_out(stand_in=second, now=second.until)
    assert asked(gap) == [("declined", others[0].pk), ("run_out", others[1].pk)]


def test_a_late_yes_counts_until_somebody_else_has_said_it(gap, others, now):
    first = gap.stand_ins.get()
    run_out(stand_in=first, now=first.until)
    second = gap.stand_ins.get(status="offered")
    say_yes(stand_in=first, by=others[0].user, now=first.until)
    assert asked(gap) == [("accepted", others[0].pk), ("ended", others[1].pk)]
    with pytest.raises(SomebodyComes):
        say_yes(stand_in=second, by=others[1].user, now=first.until)
    assert Message.objects.filter(event="stand_in_ended").count() == 1


def test_who_comes_instead_takes_that_register_and_no_other(gap, session, others, now):
    helper = others[0].user
    assert not sessions_with_register_for(helper).exists()
    say_yes(stand_in=gap.stand_ins.get(), by=helper, now=now)
    assert list(sessions_stood_in_by(helper)) == list(sessions_with_register_for(helper)) == [session]
    assert may_send_marks(helper, session) and not may_send_marks(helper, session.run.sessions_on()[0])
    credited = credits_of(session.run, session)
    assert others[0].credit in credited and gap.allocation.trainer.credit not in credited
    assert others[0].credit not in credits_of(session.run)
    can_come(gap=gap, by=None, now=now)
    assert not sessions_with_register_for(helper).exists()
    assert asked(gap) == [("ended", others[0].pk)]


def test_who_stands_in_is_not_asked_for_another_run_at_that_hour(gap, others, new_run, office, now):
    with pytest.raises(CantTeach):
        propose(run=new_run(), trainer=others[0], by=office, now=now)


def test_a_session_called_off_needs_nobody(gap, session, now):
    assert (end_gaps(session=session, now=now), end_gaps(session=session, now=now)) == (1, 0)
    with pytest.raises(SomebodyComes):
        say_yes(stand_in=gap.stand_ins.get(), by=None, now=now)


def test_nobody_misses_what_is_over_or_not_theirs(teaches, session, new_run, now):
    for told in ({"session": new_run().sessions_on()[0]}, {"now": session.ends_at}):
        with pytest.raises(NothingToMiss):
            cant_come(**({"allocation": teaches, "session": session, "by": None, "now": now} | told))


def test_policy_says_how_long_one_is_asked_alone_and_no_time_ends_in_the_night(session):
    policy = set_policy(stand_in_hours=24, stand_in_hours_soon=4)
    begins = timezone.localtime(session.starts_at)
    noon = begins.replace(hour=12) - dt.timedelta(days=5)
    assert until(session, policy, now=noon) == noon + 24 * HOUR
    near = begins.replace(hour=12) - dt.timedelta(days=1)
    assert until(session, policy, now=near) == near + 4 * HOUR
    evening = (begins - dt.timedelta(days=2)).replace(hour=18)
    assert until(session, policy, now=evening) == (evening + dt.timedelta(days=1)).replace(hour=9)
    assert until(session, Policy.current(), now=begins - HOUR) == begins


def test_a_trainer_says_so_in_one_press_and_the_office_sees_who_is_asked(
    client, signed_in, office, teaches, session, others
):
    client.force_login(teaches.trainer.user)
    page = client.post(f"/teaching/sessions/{session.code}/cant-come/", follow=True).content.decode()
    assert "the office knows" in page
    gap = Gap.objects.get()
    desk = signed_in(office)
    assert f"/office/gaps/{gap.code}/" in desk.get("/office/").content.decode()
    stand_in = StandIn.objects.get()
    assert stand_in.trainer.name in desk.get(f"/office/gaps/{gap.code}/").content.decode()
    desk.post(f"/office/gaps/{gap.code}/", {"stand_in": stand_in.code, "answer": "yes"})
    assert f"/office/gaps/{gap.code}/" not in desk.get("/office/").content.decode()
    client.force_login(stand_in.trainer.user)
    assert "comes instead of" in client.get(f"/teaching/registers/{session.code}/").content.decode()
    assert client.get(f"/teaching/runs/{session.run.code}/").status_code == 404


def test_a_yes_is_looked_at_again_for_what_has_come_in_the_way_since(client, gap, session, others, new_run, now):
    stand_in = gap.stand_ins.get()
    others[0].aways.create(first_on=session.held_on, last_on=session.held_on)
    AllocationFactory(run=new_run(), trainer=others[0])
    with pytest.raises(NotFree):
        say_yes(stand_in=stand_in, by=others[0].user, now=now)
    page = client.post(f"/teaching/stand-in/{stand_in.code}/", {"answer": "yes"}, follow=True).content.decode()
    assert "another session lies in the way" in page
    others[0].allocations.update(status="released")
    assert say_yes(stand_in=stand_in, by=others[0].user, now=now).status == "accepted"


def test_who_stands_in_for_somebody_who_leaves_the_run_comes_until_the_run_has_its_pair(
    gap, session, others, new_trainer, office, now
):
    helper = say_yes(stand_in=gap.stand_ins.get(), by=None, now=now)
    release(allocation=gap.allocation, by=office, now=now)
    with pytest.raises(NothingToMiss):
        can_come(gap=gap, by=None, now=now)
    assert list(sessions_stood_in_by(helper.trainer.user)) == [session]
    newcomer = propose(run=session.run, trainer=new_trainer("peer"), by=office, now=now)
    assert asked(gap) == [("accepted", others[0].pk)]
    accept(allocation=newcomer, by=None, now=now)
    assert asked(gap) == [("ended", others[0].pk)]
    assert Message.objects.filter(event="stand_in_ended").count() == 1


def test_who_leaves_a_run_and_comes_back_still_cant_come_to_what_they_said(gap, session, others, office, now):
    say_yes(stand_in=gap.stand_ins.get(), by=None, now=now)
    release(allocation=gap.allocation, by=office, now=now)
    again = propose(run=session.run, trainer=gap.allocation.trainer, by=office, now=now)
    accept(allocation=again, by=None, now=now)
    assert asked(gap) == [("accepted", others[0].pk)]
    assert gap.allocation.trainer.credit not in credits_of(session.run, session)
