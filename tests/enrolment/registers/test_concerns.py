"""A concern: ring first, write the least, sent is not received; nobody but safeguarding ever reads it."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from college.models import Message, RecordOpening
from enrolment.models import Concern, ConcernEvent
from enrolment.registers.concerns import NoNumber, NothingSaid, Said, number_concern, open_concern, raise_concern
from enrolment.registers.tasks import escalate_concerns
from tests.factories import (
    AllocationFactory,
    EnrolmentFactory,
    LocalityFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
    set_policy,
)

pytestmark = pytest.mark.django_db
WORDS = "She said that he hurts her"


@pytest.fixture
def run():
    return RunFactory(sessions=1, sessions__first_on=timezone.localdate())


@pytest.fixture
def session(run):
    return run.sessions_on()[0]


@pytest.fixture
def trainer(run):
    return AllocationFactory(run=run, trainer=TrainerFactory()).trainer.user


@pytest.fixture
def enrolment(run):
    return EnrolmentFactory(run=run)


@pytest.fixture
def lead(run):
    return UserFactory(role="safeguarding", role__locality=run.locality)


@pytest.fixture
def manager(run):
    return UserFactory(role="manager", role__locality=run.locality)


def raised(session, by, *, about=None, words=WORDS, key=None, now=None):
    said = Said(words=words, about=about)
    return raise_concern(session=session, said=said, key=key or uuid4(), by=by, now=now or timezone.now())


def told(user):
    return list(Message.objects.filter(to_user=user).order_by("pk"))


def test_whom_to_ring_stands_before_anything_can_be_typed(client, session, trainer):
    set_policy(concern_name="Miriam, safeguarding", concern_phone="01632 960 119")
    client.force_login(trainer)
    page = client.get(f"/teaching/registers/{session.code}/concern/").content.decode()
    assert 'href="tel:999"' in page and "Miriam, safeguarding" in page
    assert page.index("01632 960 119") < page.index("<textarea")


def test_a_form_sent_twice_is_one_concern_and_safeguarding_is_told_once_without_a_word_of_it(
    client, session, trainer, enrolment, lead, manager
):
    client.force_login(trainer)
    address = f"/teaching/registers/{session.code}/concern/"
    said = {"key": str(uuid4()), "about": enrolment.code, "words": WORDS, "incident_number": ""}
    pages = [client.post(address, said, follow=True).content.decode() for _turn in range(2)]
    concern = Concern.objects.get()
    assert (concern.enrolment, concern.raised_by, concern.words) == (enrolment, trainer, WORDS)
    assert "sent, not yet received" in pages[0] and WORDS not in pages[1]
    [message] = told(lead)
    assert concern.code in message.text and message.is_urgent
    for secret in (WORDS, enrolment.learner.name, session.run.course.title):
        assert secret not in message.text + message.subject
    assert told(manager) == []


def test_nothing_said_and_nobody_named_keep_what_was_typed(client, session, trainer, lead):
    client.force_login(trainer)
    page = client.post(f"/teaching/registers/{session.code}/concern/", {"key": str(uuid4()), "incident_number": "D-1"})
    words = page.content.decode()
    assert "Say whom it is about." in words and "Write the least that must be told." in words and 'value="D-1"' in words
    with pytest.raises(NothingSaid):
        raised(session, trainer, words="  ")
    assert not Concern.objects.exists()


def test_it_is_received_when_safeguarding_opens_it_and_every_reading_is_written_down(
    signed_in, session, trainer, lead, enrolment
):
    concern, browser = raised(session, trainer, about=enrolment), signed_in(lead)
    address = f"/office/concerns/{concern.code}/"
    for page in ("/office/concerns/", address):
        words = browser.get(page).content.decode()
        assert WORDS not in words and enrolment.learner.name not in words
    concern.refresh_from_db()
    assert concern.received_at is None
    for _turn in range(2):
        words = browser.post(address, {"press": "open"}).content.decode()
        assert WORDS in words and enrolment.learner.name in words
    assert list(ConcernEvent.objects.values_list("became", flat=True)) == ["sent", "received", "read"]
    page = signed_in(trainer).get(f"/teaching/concerns/{concern.code}/").content.decode()
    assert "is received" in page and lead.name in page and WORDS not in page


def test_the_number_of_the_organisation_is_kept_beside_it(session, trainer, lead):
    concern = raised(session, trainer)
    for _turn in range(2):
        number_concern(concern=concern, incident_number=" D-17 ", by=lead, now=timezone.now())
    with pytest.raises(NoNumber):
        number_concern(concern=concern, incident_number=" ", by=lead, now=timezone.now())
    assert Concern.objects.get().incident_number == "D-17"
    assert ConcernEvent.objects.filter(became="numbered").count() == 1


def test_when_nobody_opens_it_managers_are_told_once_to_ring_and_no_more(session, trainer, lead, manager):
    set_policy(concern_minutes=60, concern_name="Miriam", concern_phone="01632 960 119")
    concern = raised(session, trainer)
    assert escalate_concerns(concern.raised_at + dt.timedelta(minutes=59)) == 0
    late = concern.raised_at + dt.timedelta(minutes=60)
    assert [escalate_concerns(late) for _turn in range(3)] == [1, 0, 0]
    [message] = told(manager)
    assert "01632 960 119" in message.text and WORDS not in message.text and concern.code not in message.text
    assert len(told(lead)) == 2


def test_one_that_was_opened_is_never_escalated(session, trainer, lead, manager):
    concern = raised(session, trainer)
    open_concern(concern=concern, by=lead, now=timezone.now())
    assert escalate_concerns(concern.raised_at + dt.timedelta(days=1)) == 0 and told(manager) == []


def test_where_nobody_may_open_it_managers_are_told_at_once(session, trainer, manager):
    elsewhere = UserFactory(role="safeguarding", role__locality=LocalityFactory())
    raised(session, trainer)
    assert len(told(manager)) == 1 and told(elsewhere) == []


@pytest.mark.parametrize("role", ["manager", "coordinator", "administrator", "data_protection", "trainer", "analyst"])
def test_no_other_role_opens_it(signed_in, run, session, trainer, role):
    concern = raised(session, trainer)
    browser = signed_in(UserFactory(role=role))
    assert browser.get("/office/concerns/").status_code == 404
    assert browser.post(f"/office/concerns/{concern.code}/", {"press": "open"}).status_code == 404
    assert browser.get(f"/teaching/concerns/{concern.code}/").status_code == 404
    assert ConcernEvent.objects.count() == (2 if Concern.objects.get().escalated_at else 1)


def test_safeguarding_of_another_area_does_not_either_and_the_co_trainer_sees_nothing(signed_in, run, session, trainer):
    concern = raised(session, trainer)
    there = signed_in(UserFactory(role="safeguarding", role__locality=LocalityFactory()))
    assert concern.code not in there.get("/office/concerns/").content.decode()
    assert there.get(f"/office/concerns/{concern.code}/").status_code == 404
    co_trainer = signed_in(AllocationFactory(run=run, trainer=TrainerFactory()).trainer.user)
    assert co_trainer.get(f"/teaching/concerns/{concern.code}/").status_code == 404


def test_no_ordinary_record_list_or_export_says_that_there_is_one(signed_in, run, session, trainer, enrolment, lead):
    concern = raised(session, trainer, about=enrolment)
    open_concern(concern=concern, by=lead, now=timezone.now())
    assert not RecordOpening.objects.exists()
    office = signed_in(UserFactory(role="coordinator", role__locality=run.locality))
    pages = [f"/office/people/{enrolment.learner.code}/", "/office/", f"/office/runs/{run.code}/", "/office/messages/"]
    pages += [f"/teaching/registers/{session.code}/", f"/teaching/registers/{session.code}/said/"]
    for page in pages:
        words = office.get(page).content.decode()
        assert WORDS not in words and concern.code not in words and "received" not in words
    learner = signed_in(enrolment.learner.user)
    for page in ("/my/privacy/", "/my/messages/", "/my/"):
        assert concern.code not in learner.get(page).content.decode()


def test_its_words_are_sealed_in_the_database(session, trainer, lead):
    raised(session, trainer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM enrolment_concern")
        assert "hurts" not in cursor.fetchone()[0]


def test_the_minute_by_minute_sweep_escalates(session, trainer, lead, manager):
    raised(session, trainer, now=timezone.now() - dt.timedelta(hours=3))
    call_command("tick")
    assert len(told(manager)) == 1
