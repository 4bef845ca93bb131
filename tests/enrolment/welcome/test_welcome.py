"""A newcomer's place is kept until a first talk, which stands in a simple diary."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from enrolment.models import Enrolment, WelcomeTalk
from enrolment.places.actions import decline, request_place, walk_in, withdraw
from enrolment.places.tasks import confirm
from enrolment.welcome.actions import Taken, book_talk, call_talk_off, note_missed, open_times, talk_was_had
from enrolment.welcome.tasks import free_times
from tests import mail
from tests.enrolment.my.test_join import go_through
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def run():
    set_policy(confirmation="after_talk")
    return RunFactory(capacity=1, course__title="Living with voices")


@pytest.fixture
def office(signed_in, run):
    return signed_in(UserFactory(role="coordinator", role__locality=run.locality, name="Amina"))


def times(run, *days: int) -> list[WelcomeTalk]:
    starts = [NOW() + dt.timedelta(days=day) for day in days]
    facts = {"locality": run.locality, "venue": None, "host": "Amina", "minutes": 30}
    return open_times(starts=starts, by=None, now=NOW() - dt.timedelta(days=30), **facts)


def test_from_six_screens_over_a_talk_to_a_place_that_was_kept_all_the_while(client, run):
    first, second = times(run, 1, 2)
    page = client.post(go_through(client, run), follow=True)
    assert "A place is kept for you" in page.content.decode()
    kept = Enrolment.objects.get()
    assert kept.status == "requested"
    assert EnrolmentFactory(run=run).status == "waiting"  # one place, and it is held
    talk = page.context["talk_href"]
    assert "in our diary" in client.post(talk, {"time": first.code}, follow=True).content.decode()
    book_talk(talk=first, learner=kept.learner, by=None, now=NOW())  # twice is once
    client.post(talk, {"time": second.code})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.learner, second.learner) == (None, kept.learner)
    told = mail.messages(about=kept.learner.code)
    assert [message.subject for message in told] == ["Our talk at the college"] * 2
    assert "with Amina, by telephone" in told[1].text and "voices" not in "".join(each.text for each in told)
    for _twice in range(2):
        talk_was_had(learner=kept.learner, by=UserFactory(), now=NOW())
    kept.refresh_from_db()
    second.refresh_from_db()
    assert (kept.status, second.outcome) == ("confirmed", "done")
    told_of_the_place = Message.objects.filter(about=kept.code).order_by("pk")
    assert [message.event for message in told_of_the_place] == ["requested", "confirmed"]


def test_who_was_missed_is_told_kindly_and_keeps_the_place(run):
    kept, [talk] = EnrolmentFactory(run=run), times(run, -1)
    WelcomeTalk.objects.update(learner=kept.learner)
    talk.refresh_from_db()
    for _twice in range(2):
        note_missed(talk=talk, by=UserFactory(), now=NOW())
    said = mail.message(about=kept.learner.code).text
    assert "Nothing is lost" in said and "/my/talk/" in said
    kept.refresh_from_db()
    assert kept.status == "requested"


def test_nobody_is_asked_twice_and_who_was_here_before_not_at_all(run):
    set_policy(confirmation="at_once")
    known = EnrolmentFactory().learner
    set_policy(confirmation="after_talk")
    assert EnrolmentFactory(run=run, learner=known).status == "confirmed"
    newcomer = EnrolmentFactory().learner
    talk_was_had(learner=newcomer, by=UserFactory(), now=NOW())
    assert {each.status for each in newcomer.enrolments.all()} == {"confirmed"}
    assert EnrolmentFactory(learner=newcomer).status == "confirmed"


def test_a_place_that_comes_free_is_kept_for_a_newcomer_too_and_a_changed_rule_confirms_it(run):
    set_policy(confirmation="after_talk", waiting_list="automatic")
    first, second = EnrolmentFactory(run=run), EnrolmentFactory(run=run)
    assert (first.status, second.status) == ("requested", "waiting")
    decline(enrolment=first, by=UserFactory(), now=NOW())  # the office can't keep it for ever
    second.refresh_from_db()
    assert second.status == "requested"
    assert confirm(NOW()) == 0
    set_policy(confirmation="at_once")
    assert (confirm(NOW()), confirm(NOW())) == (1, 0)
    second.refresh_from_db()
    assert second.status == "confirmed"


def test_the_office_opens_times_books_by_telephone_and_says_how_it_went(office, run):
    learner = EnrolmentFactory(run=run, learner=LearnerFactory(by_telephone=True, name="Jo")).learner
    sent = {"host": "Amina", "place": f"phone-{run.locality_id}", "hours": "10am to 11am", "minutes": "30"}
    sent["on"] = f"{timezone.localdate() + dt.timedelta(days=3):%d/%m/%Y}"
    for _twice in range(2):
        office.post("/office/talks/", sent)
    assert WelcomeTalk.objects.count() == 2
    assert "Jo" in office.get("/office/").content.decode()
    time = WelcomeTalk.objects.first()
    office.post(f"/office/people/{learner.code}/talk/", {"time": time.code})
    WelcomeTalk.objects.filter(pk=time.pk).update(starts_at=NOW() - dt.timedelta(minutes=5))
    assert "How did it go?" in office.get("/office/").content.decode()
    office.post(f"/office/talks/{time.code}/", {"press": "done"})
    assert learner.enrolments.get().status == "confirmed"


def test_a_time_that_somebody_has_is_nobody_else_s(run):
    [talk] = times(run, 1)
    one, other = (EnrolmentFactory(run=RunFactory(locality=run.locality)).learner for _ in range(2))
    book_talk(talk=talk, learner=one, by=None, now=NOW())
    with pytest.raises(Taken):
        book_talk(talk=talk, learner=other, by=None, now=NOW())


def test_a_newcomer_of_the_day_is_met_and_needs_no_talk(run):
    learner = LearnerFactory()
    kept = request_place(learner=learner, run=run, by=None, now=NOW())
    assert kept.status == "requested"
    walk_in(run=run, learner=learner, by=None, now=NOW())
    kept.refresh_from_db()
    assert (kept.status, kept.source) == ("confirmed", "self")


def test_a_talk_is_called_off_kindly_once_no_place_waits_for_it(run):
    [talk], kept = times(run, 1), EnrolmentFactory(run=run)
    other = EnrolmentFactory(learner=kept.learner)
    book_talk(talk=talk, learner=kept.learner, by=None, now=NOW())
    withdraw(enrolment=kept, by=None, now=NOW())
    assert free_times(NOW()) == 0  # another place waits for it still
    withdraw(enrolment=other, by=None, now=NOW())
    assert (free_times(NOW()), free_times(NOW())) == (1, 0)
    talk.refresh_from_db()
    assert talk.learner is None
    said = mail.messages(about=kept.learner.code)[-1]
    assert said.subject == "Our talk at the college" and "you need not come to it" in said.text


def test_who_asks_again_as_the_diary_is_tidied_keeps_their_talk(run):
    [talk], kept = times(run, 1), EnrolmentFactory(run=run)
    book_talk(talk=talk, learner=kept.learner, by=None, now=NOW())
    withdraw(enrolment=kept, by=None, now=NOW())
    talk.refresh_from_db()
    found = talk  # by the sweep, before they asked again
    EnrolmentFactory(learner=kept.learner)
    assert call_talk_off(talk=found, now=NOW()) is False
    talk.refresh_from_db()
    assert talk.learner == kept.learner
