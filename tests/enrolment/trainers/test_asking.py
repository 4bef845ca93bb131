"""Whoever is asked hears of it, is reminded once, and then the office sees it; who can't makes room for the next."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from college.models import Message
from college.outbox.words import make
from enrolment.models import Allocation
from enrolment.trainers.actions import AlreadyAnswered, CantTeach, accept, decline, propose, release
from enrolment.trainers.changing import ask_instead
from enrolment.trainers.chasing import remind_asked, tell_asked, unanswered
from tests.factories import AllocationFactory, set_policy

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 1, 14, 12, tzinfo=ZoneInfo("Europe/London"))
SOON = NOW + dt.timedelta(minutes=3)
DAY = dt.timedelta(days=1)


@pytest.fixture
def ask(new_run, office):
    """Asks somebody at NOW to teach a new run that begins in March."""

    def asks(trainer, first_on=dt.date(2027, 3, 2)) -> Allocation:
        return propose(run=new_run(sessions__first_on=first_on), trainer=trainer, by=office, now=NOW)

    return asks


@pytest.fixture
def peer(new_trainer):
    return new_trainer("peer", email="peer@example.org", phone="07700 900 111")


def letters(event="") -> list[Message]:
    rows = list(Message.objects.filter(event=event or "asked_to_teach"))
    make(rows)
    return rows


def silent(now) -> list[Allocation]:
    return list(unanswered(Allocation.objects.all(), now=now))


def test_one_message_for_all_that_somebody_is_asked_after_the_minutes_in_which_a_slip_is_put_right(ask, peer, office):
    asked = [ask(peer), ask(peer, dt.date(2027, 6, 1))]
    slip = ask(peer, dt.date(2027, 9, 7))
    assert tell_asked(now=NOW) == 0
    release(allocation=slip, by=office, now=NOW)
    assert (tell_asked(now=SOON), tell_asked(now=SOON)) == (1, 0)
    [letter] = letters()
    assert letter.to_address == "peer@example.org"
    assert all(each.address in letter.text and each.address in letter.html for each in asked)
    assert slip.code not in letter.text
    assert asked[0].run.course.title in letter.text and asked[0].run.course.title not in letter.subject
    assert not letters("no_longer_asked")


@pytest.mark.parametrize(
    ("facts", "way"),
    [
        ({"route": "text"}, ("text", "07700 900 111")),
        ({"email": ""}, ("text", "07700 900 111")),
        ({"email": "", "phone": "01632 960 013"}, ("call", "01632 960 013")),
        ({"route": "text", "phone": ""}, ("email", "peer@example.org")),
    ],
)
def test_each_is_written_to_as_they_wish(ask, peer, facts, way):
    for name, value in facts.items():
        setattr(peer, name, value)
    peer.save()
    asked = ask(peer)
    tell_asked(now=SOON)
    [letter] = letters()
    assert (letter.channel, letter.to_address) == way
    assert asked.address in letter.text
    assert way[0] == "email" or asked.run.course.title not in letter.text


def test_silence_is_reminded_of_once_in_waking_hours_and_then_the_office_rings(ask, peer):
    asked = ask(peer)
    tell_asked(now=SOON)
    assert remind_asked(now=SOON + 2 * DAY) == 0
    assert remind_asked(now=(SOON + 3 * DAY).replace(hour=22)) == 0
    reminded = SOON + 3 * DAY
    assert [remind_asked(now=reminded + n * DAY) for n in range(3)] == [1, 0, 0]
    [letter] = letters("asked_again")
    assert asked.address in letter.text
    assert silent(reminded + 2 * DAY) == []
    assert silent(reminded + 3 * DAY) == [asked]
    accept(allocation=asked, by=peer.user, now=reminded + 3 * DAY)
    assert silent(reminded + 3 * DAY) == []


def test_policy_says_after_how_many_days(ask, peer):
    set_policy(answer_days=1)
    ask(peer)
    tell_asked(now=SOON)
    assert remind_asked(now=SOON + DAY) == 1


def test_the_office_rings_at_once_whom_nothing_reaches_and_for_what_is_near(ask, peer, new_trainer):
    nowhere = ask(new_trainer("peer", email="", phone=""))
    near = ask(peer, (NOW + 2 * DAY).date())
    assert tell_asked(now=SOON) == 1
    assert silent(SOON) == [nowhere, near]


def test_who_is_taken_off_is_told_that_their_time_is_their_own(ask, peer, office):
    asked = ask(peer)
    tell_asked(now=SOON)
    release(allocation=asked, by=office, now=SOON)
    release(allocation=asked, by=office, now=SOON)
    [letter] = letters("no_longer_asked")
    assert "Your time is your own again" in letter.text


def test_the_next_is_asked_in_one_press_and_nothing_changes_where_they_can_not(ask, peer, new_trainer, office):
    asked = ask(peer)
    uncleared = new_trainer("peer")
    uncleared.clearances.all().delete()
    with pytest.raises(CantTeach):
        ask_instead(allocation=asked, trainer=uncleared, by=office, now=NOW)
    asked.refresh_from_db()
    assert asked.status == "proposed"
    other = new_trainer("peer")
    first = ask_instead(allocation=asked, trainer=other, by=office, now=NOW)
    assert ask_instead(allocation=asked, trainer=other, by=office, now=NOW) == first
    assert set(asked.run.allocations.values_list("status", "trainer")) == {
        ("released", peer.pk), ("proposed", other.pk),
    }  # fmt: skip
    accept(allocation=first, by=other.user, now=NOW)
    with pytest.raises(AlreadyAnswered):
        ask_instead(allocation=first, trainer=peer, by=office, now=NOW)


def test_the_link_is_answered_without_signing_in_and_opening_it_changes_nothing(ask, peer):
    asked, visitor = ask(peer), Client()
    address = f"/teaching/offers/{asked.code}/"
    assert asked.address.endswith(address)
    page = visitor.get(address)
    assert asked.run.course.title in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    asked.refresh_from_db()
    assert asked.status == "proposed"
    assert "The office has your answer" in visitor.post(address, {"answer": "yes"}, follow=True).content.decode()
    asked.refresh_from_db()
    assert asked.status == "accepted"
    assert asked.events.get(became="accepted").by == peer.user


def test_a_link_answered_long_ago_asks_for_a_sign_in(peer):
    old = AllocationFactory(trainer=peer, made_at=NOW - 900 * DAY)
    assert Client().get(f"/teaching/offers/{old.code}/").status_code == 302


def test_a_no_shows_the_office_the_next_to_ask_until_they_are_asked(ask, peer, new_trainer, office, signed_in):
    asked, other = ask(peer), new_trainer("peer", name="Ada Next")
    decline(allocation=asked, by=peer.user, now=NOW)
    client = signed_in(office)
    assert f"/office/allocations/{asked.code}/" in client.get("/office/").content.decode()
    page = client.get(f"/office/allocations/{asked.code}/").content.decode()
    assert "Ada Next" in page and "free on" in page.lower()
    client.post(f"/office/allocations/{asked.code}/", {"trainer": other.code})
    assert asked.run.allocations.get(status="proposed").trainer == other
    assert f"/office/allocations/{asked.code}/" not in client.get("/office/").content.decode()
