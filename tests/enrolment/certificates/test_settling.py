"""Who has a certificate is decided when the last register closes, and corrected with it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from college.models import Message, Wording
from courses.actions.editions import write_edition
from courses.dates import day_words
from courses.models import Session
from enrolment.certificates.actions import close_register, record_marks, settle_run
from enrolment.certificates.eligibility import asked_of
from enrolment.certificates.queries import certificates_of, certificates_of_run
from enrolment.certificates.tasks import settle_runs
from enrolment.models import Certificate, CertificateEvent, EnrolmentEvent
from enrolment.registers.actions import NotFinished
from enrolment.registers.dates import Dates, dates_of
from tests import mail
from tests.enrolment.certificates.rows import FIRST_ON, LEARNT, NOW, correct, place, taught_run, teach
from tests.factories import CourseFactory, EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy, signed

pytestmark = pytest.mark.django_db


def status(enrolment) -> str:
    enrolment.refresh_from_db()
    return enrolment.status


def holders(run) -> list[str]:
    return [certificate.words["name"] for certificate in certificates_of_run(run)]


def test_the_rule_is_the_share_of_sessions_come_to_wholly_or_in_part():
    run = taught_run(sessions=10)
    enough, with_parts, one_short = place(run), place(run), place(run)
    teach(run, {enough: "ppppppp---", with_parts: "pphhhhhaaa", one_short: "pppppp-aaa"})
    assert [status(one) for one in (enough, with_parts, one_short)] == ["completed", "completed", "not_completed"]
    assert holders(run) == [enough.learner.name, with_parts.learner.name]


def test_a_courses_own_threshold_goes_before_the_colleges():
    set_policy(certificate_threshold=100)
    run = taught_run(course=CourseFactory(certificate_threshold=50))
    half = place(run)
    teach(run, {half: "pp--"})
    assert status(half) == "completed"


def test_a_course_may_ask_for_certain_sessions_whatever_else_somebody_came_to():
    run = taught_run(course=CourseFactory(required_sessions="1, 4, 9"))
    both, not_the_last, came_later = place(run), place(run), place(run, began_on=run.sessions_on()[1].held_on)
    teach(run, {both: "ph-p", not_the_last: "ppp-", came_later: "-ppp"})
    assert [status(one) for one in (both, not_the_last, came_later)] == ["completed", "not_completed", "completed"]
    correct(run, not_the_last, 3, "h")
    assert status(not_the_last) == "completed"


def test_office_and_learner_read_which_sessions_a_certificate_asks_for(signed_in):
    run = RunFactory(course__required_sessions="1, 3, 9", sessions=3)
    first, _second, third = run.sessions_on()
    early, late = EnrolmentFactory(run=run), EnrolmentFactory(run=run)
    late.began_on = third.held_on
    assert (asked_of(early), asked_of(late)) == ([first, third], [third])
    page = signed_in(early.learner.user).get(f"/my/places/{early.code}/").content.decode()
    days = f"{day_words(first.held_on)} and {day_words(third.held_on)}"
    assert f"For a certificate you need to be there on {days}." in page
    office = signed_in(UserFactory(role="coordinator", role__locality=run.locality))
    assert office.get(f"/office/runs/{run.code}/").content.decode().count("A certificate asks for this session.") == 2
    Session.objects.filter(pk=first.pk).update(status="cancelled")
    assert asked_of(early) == [third]
    plain = EnrolmentFactory()
    assert asked_of(plain) == []
    assert "For a certificate" not in signed_in(plain.learner.user).get(f"/my/places/{plain.code}/").content.decode()


def test_the_dates_of_a_place_are_kept_apart(django_assert_num_queries):
    run = taught_run()
    came, never = place(run), place(run)
    teach(run, {came: "-ppp", never: "----"})
    came.refresh_from_db()
    never.refresh_from_db()
    for enrolment, days in ((came, (100, 90)), (never, (100,))):
        for became, ago in zip(("confirmed", "withdrawn"), days, strict=False):
            event = {"became": became, "by_system": True, "at": NOW - dt.timedelta(days=ago)}
            EnrolmentEvent.objects.create(enrolment=enrolment, **event)
    with django_assert_num_queries(2):
        dates = dates_of([came, never])
    asked_on, booked_on = (timezone.localdate(NOW - dt.timedelta(days=days)) for days in (120, 100))
    # It was given up once, and had again: what it is now counts.
    assert dates[came.pk] == Dates(asked_on, booked_on, run.sessions_on()[1].held_on, timezone.localdate(NOW), None)
    assert dates[never.pk] == Dates(asked_on, booked_on)


def test_the_colleges_threshold_is_its_own():
    set_policy(certificate_threshold=100)
    run = taught_run()
    most, all_of_it = place(run), place(run)
    teach(run, {most: "ppp-", all_of_it: "pppp"})
    assert (status(most), status(all_of_it)) == ("not_completed", "completed")


def test_someone_who_never_came_took_no_part_however_low_the_threshold():
    run = taught_run(course=CourseFactory(certificate_threshold=0))
    never = place(run)
    teach(run, {never: "aaaa"})
    assert status(never) == "not_completed"


def test_sessions_before_the_place_began_do_not_count():
    run = taught_run()
    late = place(run, began_on=FIRST_ON + dt.timedelta(weeks=2))
    teach(run, {late: "--pp"})
    certificate = certificates_of(late.learner).get()
    assert (certificate.sessions_attended, certificate.sessions_held) == (2, 2)
    assert certificate.words["first_on"] == "2026-10-13"


def test_nothing_is_decided_before_the_last_register_closes():
    run = taught_run()
    learner = place(run)
    for session in run.sessions_on()[:-1]:
        record_marks(session=session, statuses={learner.pk: "present"}, by=UserFactory(), now=NOW)
        close_register(session=session, by=UserFactory(), now=NOW)
    assert status(learner) == "confirmed"
    with pytest.raises(NotFinished):
        close_register(session=run.sessions_on()[-1], by=UserFactory(), now=NOW)
    assert status(learner) == "confirmed" and not holders(run)


def test_registers_may_close_in_any_order():
    run = taught_run(sessions=2)
    learner, by = place(run), UserFactory()
    for session in reversed(run.sessions_on()):
        record_marks(session=session, statuses={learner.pk: "present"}, by=by, now=NOW)
        close_register(session=session, by=by, now=NOW)
    assert status(learner) == "completed"


def test_a_run_whose_last_session_was_called_off_is_settled_by_the_sweep():
    run = taught_run()
    learner, by = place(run), UserFactory()
    *first, last = run.sessions_on()
    for session in first:
        record_marks(session=session, statuses={learner.pk: "present"}, by=by, now=NOW)
        close_register(session=session, by=by, now=NOW)
    assert settle_runs(NOW) == 0
    last.status = "cancelled"
    last.save()
    assert settle_runs(NOW) == 1
    assert settle_runs(NOW) == 0
    certificate = certificates_of(learner.learner).get()
    assert (certificate.sessions_attended, certificate.sessions_held) == (3, 3)
    event = certificate.events.get()
    assert event.by is None and event.by_system
    run.refresh_from_db()
    assert run.status == "finished"


def test_people_who_left_or_wait_are_not_decided_about():
    run = taught_run()
    came, left, waits = place(run), place(run), place(run)
    type(left).objects.filter(pk=left.pk).update(status="withdrawn")
    type(waits).objects.filter(pk=waits.pk).update(status="waiting")
    teach(run, {came: "pppp"})
    assert (status(left), status(waits)) == ("withdrawn", "waiting")
    assert holders(run) == [came.learner.name]


def test_settling_again_changes_nothing():
    run = taught_run()
    learner = place(run)
    teach(run, {learner: "pppp"})
    before = list(Certificate.objects.values()), list(CertificateEvent.objects.values())
    by = UserFactory()
    close_register(session=run.sessions_on()[-1], by=by, now=NOW)
    assert settle_run(run=run, by=by, now=NOW) == []
    assert before == (list(Certificate.objects.values()), list(CertificateEvent.objects.values()))
    assert learner.events.count() == 1


# What is printed ---------------------------------------------------------------------------


def test_the_words_are_those_of_the_day():
    Wording.objects.create(college_name="Quay College")
    run = taught_run()
    learner = place(run, name="Sam", full_name="Samantha Lee")
    teach(run, {learner: "pp-p"})
    certificate = certificates_of(learner.learner).get()
    assert certificate.words == {
        "name": "Samantha Lee",
        "took_part_words": "took part in",
        "title": "Sleeping well",
        "learnt": LEARNT,
        "trainers": ["Ali Khan", "Bea"],
        "college_name": "Quay College",
        "language": "en-gb",
        "first_on": "2026-09-29",
        "last_on": "2026-10-20",
        "hours": 6,
    }
    assert (certificate.sessions_attended, certificate.sessions_held) == (3, 4)


def test_the_name_is_the_one_to_be_called_by_unless_a_full_one_was_given():
    run = taught_run()
    learner = place(run, name="Sam", full_name="")
    teach(run, {learner: "pppp"})
    assert holders(run) == ["Sam"]


def test_half_hours_are_kept():
    run = taught_run(sessions__ends=dt.time(11, 30))
    learner = place(run)
    teach(run, {learner: "ppp-"})
    assert certificates_of(learner.learner).get().words["hours"] == 4.5


def test_a_certificate_keeps_its_words_whatever_changes_later():
    run = taught_run()
    learner = place(run)
    teach(run, {learner: "pppp"})
    before = certificates_of(learner.learner).get().words
    write_edition(
        course=run.course, words={"title": "Rest"}, signed=signed({"title": "Rest"}), revision="2", by=None, now=NOW
    )
    Wording.objects.create(college_name="Another College")
    learner.learner.name = "Someone else"
    learner.learner.save()
    settle_run(run=run, by=None, now=NOW)
    assert certificates_of(learner.learner).get().words == before


# Corrections -------------------------------------------------------------------------------


def test_a_corrected_register_takes_a_certificate_back_and_gives_it_again():
    run = taught_run()
    learner, by = place(run), UserFactory()
    teach(run, {learner: "ppp-"})
    first = certificates_of(learner.learner).get()

    correct(run, learner, 0, "-", by=by)
    assert status(learner) == "not_completed"
    assert not certificates_of(learner.learner)
    first.refresh_from_db()
    assert first.status == "revoked"
    assert [event.became for event in first.events.all()] == ["issued", "revoked"]
    assert first.events.last().by == by

    correct(run, learner, 0, "p")
    assert status(learner) == "completed"
    second = certificates_of(learner.learner).get()
    assert second.code != first.code and second.words == first.words


def test_a_correction_that_changes_the_printed_count_replaces_the_certificate():
    run = taught_run()
    learner, other = place(run), place(run)
    teach(run, {learner: "ppp-", other: "pppp"})
    first, untouched = certificates_of(learner.learner).get(), certificates_of(other.learner).get()
    write_edition(
        course=run.course, words={"title": "Rest"}, signed=signed({"title": "Rest"}), revision="2", by=None, now=NOW
    )
    correct(run, learner, 3, "p")
    second = certificates_of(learner.learner).get()
    assert (second.sessions_attended, second.words["hours"]) == (4, 8)
    assert second.words["title"] == first.words["title"] == "Sleeping well"
    assert certificates_of(other.learner).get() == untouched


def test_a_correction_that_changes_nothing_printed_leaves_the_certificate():
    run = taught_run()
    learner = place(run)
    teach(run, {learner: "ppp-"})
    first = certificates_of(learner.learner).get()
    correct(run, learner, 3, "a")
    correct(run, learner, 2, "h")
    assert certificates_of(learner.learner).get() == first


# What the database refuses -----------------------------------------------------------------


def test_the_database_refuses_two_live_certificates_for_one_place():
    run = taught_run()
    learner = place(run)
    teach(run, {learner: "pppp"})
    twin = certificates_of(learner.learner).get()
    twin.pk, twin.code = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.bulk_create([twin])


def test_the_database_refuses_more_attended_than_held_and_unknown_words():
    run = taught_run()
    learner = place(run)
    teach(run, {learner: "pppp"})
    rows = certificates_of(learner.learner)
    for change in ({"sessions_attended": 5}, {"status": "lost"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(ProtectedError):
        learner.delete()


def test_codes_cannot_be_guessed():
    run = taught_run()
    for _ in range(3):
        place(run, LearnerFactory())
    teach(run, dict.fromkeys(run.enrolments.all(), "pppp"))
    codes = {certificate.code for certificate in certificates_of_run(run)}
    assert len(codes) == 3 and all(len(code) == 28 for code in codes)


def test_who_has_a_certificate_is_told_once_and_a_correction_says_nothing_new():
    run = taught_run()
    there, away = place(run), place(run)
    teach(run, {there: "pppp", away: "----"})
    told = Message.objects.filter(key__startswith="certificate:")
    assert [message.about for message in told] == [there.code]
    assert "Sleeping" not in mail.message(key__startswith="certificate:").subject
    correct(run, there, 3, "-")
    assert told.count() == 1
