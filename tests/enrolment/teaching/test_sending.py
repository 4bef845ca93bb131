"""What a phone asks and sends: each mark answered by itself, broken text refused, nobody else's seen."""

import datetime as dt
import json
from uuid import uuid4

import pytest
from django.utils import timezone

from enrolment.models import Learner, Mark, MarkEvent, Need
from enrolment.office.today import office_day
from enrolment.places.sharing import share_needs
from enrolment.teaching.pack import person_key, short_name
from tests.enrolment.office.costs import cost
from tests.factories import (
    AllocationFactory,
    EnrolmentFactory,
    LearnerFactory,
    LocalityFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SEND, PACK = "/teaching/registers/send/", "/teaching/registers/pack/"


def mark_of(session, enrolment, **other):
    return {
        "event_uuid": str(uuid4()),
        "enrolment_key": enrolment.code,
        "session": session.code,
        "status": "present",
        "device_time": timezone.now().isoformat(),
        "device_id": str(uuid4()),
        "number": 1,
        "previous_version": 0,
    } | other


def send(phone, trainer, marks):
    return phone.post(SEND, {"person": person_key(trainer.user), "marks": json.dumps(marks)})


def said(response):
    return [answer["said"] for answer in response.json()["answers"]]


def test_each_mark_is_answered_by_itself_in_order(phone, trainer, session, twelve):
    stranger = EnrolmentFactory()
    good, other = mark_of(session, twelve[0]), mark_of(session, twelve[1])
    unreadable = [{}, "mark", None, {**good, "status": "late"}, {**good, "number": -1}, {**good, "event_uuid": "x"}]
    sent = [good, mark_of(session, stranger), *unreadable, other]
    assert said(send(phone, trainer, sent)) == ["received", "unknown", *["unreadable"] * 6, "received"]
    assert said(send(phone, trainer, [good, other])) == ["received", "received"]
    assert Mark.objects.count() == MarkEvent.objects.count() == 2


@pytest.mark.parametrize("device_time", [None, 7, "yesterday", "2026-02-31T10:00:00Z", "9999-12-31T23:59:59-12:00"])
def test_no_clock_however_wrong_loses_a_mark(phone, trainer, session, twelve, device_time):
    assert said(send(phone, trainer, [mark_of(session, twelve[0], device_time=device_time)])) == ["received"]
    assert MarkEvent.objects.get().device_at is None


BROKEN = {
    "half a letter": '[{"status": "\\ud800"}]',
    "NUL": '[{"status": "\\u0000"}]',
    "no number": "[NaN]",
    "without end": "[Infinity]",
    "cut off": '[{"status": ',
    "deep": "[" * 100_000,
    "deep and whole": "[" * 20_000 + "]" * 20_000,
    "huge number": "[" + "9" * 5000 + "]",
    "too many": json.dumps([1] * 201),
    "no list": '{"a": 1}',
    "a word": '"mark"',
    "nothing": "",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_text_that_is_no_list_of_marks_is_refused_whole(phone, trainer, broken):
    response = phone.post(SEND, {"person": person_key(trainer.user), "marks": BROKEN[broken]})
    assert response.status_code == 400
    assert not MarkEvent.objects.exists()


def test_another_persons_marks_are_not_taken_under_this_sign_in(phone, trainer, session, twelve):
    marks = json.dumps([mark_of(session, twelve[0])])
    response = phone.post(SEND, {"person": person_key(UserFactory()), "marks": marks})
    assert response.status_code == 409 and not Mark.objects.exists()


def test_the_flag_stands_for_what_trainers_read_and_for_nothing_else(phone, run):
    told, office_alone, kept_back = (EnrolmentFactory(run=run) for _each in range(3))
    for each, knows in ((told, "trainers"), (office_alone, "office"), (kept_back, "trainers")):
        Need.objects.create(learner=each.learner, kind="breaks", knows=knows)
    share_needs(enrolment=kept_back, shared=False, by=kept_back.learner.user, now=timezone.now())
    [today] = phone.get(PACK).json()["registers"]
    flags = {name["key"]: name["flag"] for name in today["names"]}
    assert flags == {told.code: True, office_alone.code: False, kept_back.code: False}


def test_the_pack_holds_short_names_and_a_flag_and_nothing_else_of_anyone(phone, run, session):
    learner = LearnerFactory(
        name="Kasia", full_name="Katarzyna Nowak", phone="01632 960 111", address="3 Mill Lane",
        capacities=["uses_services"],
    )  # fmt: skip
    enrolment = EnrolmentFactory(run=run, learner=learner)
    Need.objects.create(learner=learner, own_words="panic attacks", action="Keep a seat by the door")
    response = phone.get(PACK)
    [today] = response.json()["registers"]
    assert today["names"] == [{"key": enrolment.code, "name": "Kasia N", "flag": True, "status": "", "version": 0}]
    words = response.content.decode()
    for secret in ("Nowak", "960", "Mill", "panic", "seat", "uses_services", learner.email, run.course.title):
        assert secret not in words
    assert dt.datetime.fromisoformat(today["until"]).date() == session.held_on + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "full_name", "short"),
    [
        ("Sam Okafor", "", "Sam O"),
        ("Sam", "", "Sam"),
        ("Sam", "Samuel De Vries", "Sam V"),
        ("Élodie", "É Z", "Élodie Z"),
    ],
)
def test_first_name_and_initial(name, full_name, short):
    assert short_name(Learner(name=name, full_name=full_name)) == short


def test_only_ones_own_runs_of_the_coming_days_are_taken_along(phone, trainer, run, session, client):
    EnrolmentFactory(run=run)
    soon = RunFactory(sessions=2, sessions__first_on=timezone.localdate() + dt.timedelta(days=3))
    AllocationFactory(run=soon, trainer=trainer)
    AllocationFactory(
        trainer=trainer, run=RunFactory(sessions=1, sessions__first_on=timezone.localdate()), status="proposed"
    )
    found = [register["session"] for register in phone.get(PACK).json()["registers"]]
    assert found == [session.code, soon.sessions_on()[0].code]
    run.allocations.filter(trainer=trainer).update(status="released")
    assert [one["session"] for one in phone.get(PACK).json()["registers"]] == found[1:]
    client.force_login(TrainerFactory().user)
    assert client.get(PACK).json()["registers"] == []
    client.force_login(EnrolmentFactory(run=run).learner.user)
    assert client.get(PACK).status_code == 404


def test_the_pack_costs_the_same_for_one_run_and_for_ten(phone, trainer, run, session):
    def more(many):
        for _run in range(many):
            other = RunFactory(sessions=1, sessions__first_on=timezone.localdate())
            AllocationFactory(run=other, trainer=trainer)
            Need.objects.create(learner=EnrolmentFactory(run=other).learner, kind="breaks")

    more(1)
    before = cost(phone, PACK)
    more(9)
    assert cost(phone, PACK) == before


def test_the_worker_is_small_the_same_for_everyone_and_changes_with_the_site(client, phone, monkeypatch):
    script = client.get("/teaching/registers/worker.js")
    assert script["Content-Type"].startswith("text/javascript") and script["Cache-Control"] == "no-cache"
    assert script.content == phone.get("/teaching/registers/worker.js").content
    assert script.content.count(b"\n") < 150 and b"&quot;" not in script.content
    monkeypatch.setattr("enrolment.teaching.phone_views._digest", lambda name: "new")
    assert client.get("/teaching/registers/worker.js").content != script.content


def test_the_pages_without_signal_name_nobody(phone, trainer, session, twelve):
    for address in ("/teaching/registers/phone/", "/teaching/registers/app.webmanifest"):
        words = phone.get(address).content.decode()
        assert "Learner 0" not in words and session.run.course.title not in words


def test_marks_that_differ_are_shown_with_who_said_what_and_settled_by_a_person(phone, run, trainer, session, twelve):
    other = run.allocations.exclude(trainer=trainer).get().trainer
    send(phone, trainer, [mark_of(session, twelve[0])])
    phone.force_login(other.user)
    send(phone, other, [mark_of(session, twelve[0], status="did_not_attend")])
    address = f"/teaching/registers/{session.code}/check/"
    assert "1 mark to look at" in phone.get(f"/teaching/registers/{session.code}/").content.decode()
    page = phone.get(address).content.decode()
    assert "said different things" in page and trainer.user.name in page and other.user.name in page
    assert "Choose one of the marks" in phone.post(address, {"name": twelve[0].code}, follow=True).content.decode()
    for _time in range(2):
        page = phone.post(address, {"name": twelve[0].code, "status": "present"}, follow=True).content.decode()
    assert "Nothing to look at" in page
    assert Mark.objects.get().status == "present" and MarkEvent.objects.count() == 3


def test_the_office_meets_it_on_today_and_another_locality_does_not(client, run, trainer, session, twelve):
    client.force_login(trainer.user)
    send(client, trainer, [mark_of(session, twelve[0])])
    send(client, trainer, [mark_of(session, twelve[0], status="part")])
    for locality, is_shown in ((run.locality, True), (LocalityFactory(), False)):
        day = office_day(UserFactory(role="coordinator", role__locality=locality), today=timezone.localdate())
        assert [one.pk for one in day.to_check] == ([session.pk] if is_shown else [])
