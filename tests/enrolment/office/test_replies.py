"""Replies: each lands once, on the person it is from or among unknown senders; the office reads and deals with it."""

import base64
import datetime as dt
import json

import pytest
from django.db import connection
from django.utils import timezone

from college.models import Message, RecordOpening
from enrolment.messages.replies import forget_replies, mark_reply_done
from enrolment.messages.tasks import forget_words
from enrolment.models import Learner, NoReminders, Reply
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
TOKEN = "a-long-and-random-token"


@pytest.fixture
def olu(here):
    learner = LearnerFactory(name="Olu", phone="07700 900 123", route="text", email="olu@example.org")
    return EnrolmentFactory(run=RunFactory(locality=here), learner=learner).learner


@pytest.fixture(autouse=True)
def carriers(settings):
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": "name:secret"}


def text(client, **said):
    body = {"id": "t1", "source_number": "447700900123", "message": "I can't come on Tuesday",
            "date_received": "2020-11-25T10:00:00.000000Z"} | said  # fmt: skip
    shown = {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}
    return client.post("/callbacks/texts/received/", json.dumps(body), content_type="application/json", **shown)


def mail(client, sender="olu@example.org", number=1, secret="name:secret", headers=(), **said):
    named = [("Message-ID", f"<{number}@example.org>"), *headers]
    body = {"FromFull": {"Email": sender, "Name": ""}, "Subject": "Re:", "TextBody": "Thank you\0", "Attachments": [],
            "Headers": [{"Name": name, "Value": value} for name, value in named]} | said  # fmt: skip
    shown = {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(secret.encode()).decode()}
    return client.post("/callbacks/mail/received/", json.dumps(body), content_type="application/json", **shown)


def test_a_text_lands_on_the_person_once_and_sealed(client, olu):
    for _twice in range(2):
        assert text(client).status_code == 204
    reply = Reply.objects.get()
    assert (reply.learner, reply.channel, reply.text) == (olu, "text", "I can't come on Tuesday")
    assert reply.received_at == dt.datetime(2020, 11, 25, 10, tzinfo=dt.UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM enrolment_reply")
        assert "Tuesday" not in cursor.fetchone()[0]


def test_an_e_mail_lands_on_the_person_once(client, olu):
    for _twice in range(2):
        assert mail(client, sender="OLU@example.org").status_code == 200
    reply = Reply.objects.get()
    assert (reply.learner, reply.text, reply.from_address) == (olu, "Thank you", "OLU@example.org")


def test_of_a_shared_mailbox_it_is_who_was_asked_and_else_nobody(client, olu):
    other = EnrolmentFactory(run=RunFactory(), learner=LearnerFactory()).learner
    Learner.objects.filter(pk=other.pk).update(email="olu@example.org")
    asked = Message.objects.get(about=other.enrolments.get().code).message_id
    mail(client, headers=[("In-Reply-To", asked)])
    mail(client, number=2)
    assert [reply.learner for reply in Reply.objects.order_by("pk")] == [other, None]


def test_what_a_machine_answers_is_left_out(client, olu):
    assert mail(client, headers=[("Auto-Submitted", "auto-replied")]).status_code == 200
    assert not Reply.objects.exists()


@pytest.mark.parametrize("said", [{"source_number": ""}, {"id": None}, {"source_number": 7}])
def test_what_nobody_sent_is_nothing(client, said):
    assert text(client, **said).status_code == 204 and not Reply.objects.exists()


@pytest.mark.parametrize("when", ["", "soon", "2026-13-45T10:00:00Z", "2999-01-01T10:00:00Z", "2020-11-25T10:00:00"])
def test_a_time_that_makes_no_sense_is_now(client, when):
    text(client, date_received=when, message="x" * 9000)
    reply = Reply.objects.get()
    assert abs(timezone.now() - reply.received_at) < dt.timedelta(minutes=5) and len(reply.text) == 5000


def test_without_their_secrets_nobody_is_heard(client, olu, settings):
    assert mail(client, secret="name:guess").status_code == 400
    settings.NOTIFY_CALLBACK_TOKEN = "another"
    assert text(client).status_code == 403
    settings.NOTIFY_CALLBACK_TOKEN, settings.MAIL_PROVIDER = "", ""
    assert text(client).status_code == mail(client).status_code == 404
    assert not Reply.objects.exists()


def test_todays_page_shows_it_reading_it_is_written_down_and_done_is_done(client, office, olu):
    text(client)
    reply = Reply.objects.get()
    page = office.get("/office/").content.decode()
    assert "Olu" in page and "Read it" in page and "Tuesday" not in page.partition("Replies")[2].partition("</ul>")[0]
    assert "Tuesday" in office.get(f"/office/replies/{reply.code}/").content.decode()
    assert RecordOpening.objects.filter(learner_code=olu.code, part="reply").exists()
    for _twice in range(2):
        office.post(f"/office/replies/{reply.code}/", {"press": "done"})
    assert Reply.objects.get().done_at
    assert "No reply waits" in office.get("/office/replies/").content.decode()
    assert "dealt with" in office.get(f"/office/people/{olu.code}/").content.decode()


def test_who_asks_us_to_stop_gets_no_more_reminders(client, office, olu):
    text(client, message="STOP")
    address = f"/office/replies/{Reply.objects.get().code}/"
    assert "No more reminders and news" in office.get(address).content.decode()
    page = office.post(address, {"press": "no_news"}, follow=True).content.decode()
    assert "they asked for none" in office.get(f"/office/people/{olu.code}/").content.decode()
    assert NoReminders.objects.filter(learner=olu).exists() and "They get no reminders and no news." in page


def test_an_unknown_sender_is_found_by_a_person(client, office, olu):
    text(client, source_number="447700900999")
    reply = Reply.objects.get()
    assert reply.learner is None and "+447700900999" in office.get("/office/replies/").content.decode()
    assert "It is from Olu" in office.get(f"/office/replies/{reply.code}/?q=olu").content.decode()
    for _twice in range(2):
        office.post(f"/office/replies/{reply.code}/", {"press": "sender", "learner": olu.code})
    assert Reply.objects.get().learner == olu
    other = EnrolmentFactory(run=olu.enrolments.get().run).learner
    page = office.post(f"/office/replies/{reply.code}/", {"press": "sender", "learner": other.code}, follow=True)
    assert "Somebody else has said" in page.content.decode() and Reply.objects.get().learner == olu


def test_another_areas_office_neither_sees_nor_answers(client, signed_in, stranger, olu):
    text(client)
    code = Reply.objects.get().code
    elsewhere = signed_in(stranger)
    assert "Olu" not in elsewhere.get("/office/replies/").content.decode()
    assert elsewhere.get(f"/office/replies/{code}/").status_code == 404
    text(client, id="t2", source_number="447700900999")
    unknown = Reply.objects.get(learner=None)
    assert (
        elsewhere.post(f"/office/replies/{unknown.code}/", {"press": "sender", "learner": olu.code}).status_code == 404
    )


def test_it_is_forgotten_when_the_college_says_and_not_before_it_is_dealt_with(client, olu):
    set_policy(words_days=30)
    text(client)
    now = timezone.now()
    assert forget_replies(now=now + dt.timedelta(days=400)) == 0
    mark_reply_done(reply=Reply.objects.get(), by=UserFactory(), now=now)
    assert forget_replies(now=now + dt.timedelta(days=29)) == 0
    assert forget_replies(now=now + dt.timedelta(days=31)) == 1


def test_the_words_of_messages_are_kept_as_long_as_the_college_says(olu):
    set_policy(words_days=30)
    now = timezone.now()
    Message.objects.update(status="sent", sent_at=now, text="Hello")
    assert forget_words(now + dt.timedelta(days=29)) == 0
    assert forget_words(now + dt.timedelta(days=31)) == 1
    assert Message.objects.get().text == ""
