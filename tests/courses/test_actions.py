"""Planning, publishing and calling off, and what each refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from college.refusals import Refusal
from courses import signals
from courses.actions import calling_off, catalogue, editions, runs, terms, timetable
from courses.actions.catalogue import change_course, make_audience, make_course
from courses.languages import languages_words
from courses.models import Course, CourseEdition, Run
from tests.factories import (
    CourseFactory,
    LocalityFactory,
    RunFactory,
    StrandFactory,
    TermFactory,
    UserFactory,
    signed,
)

pytestmark = pytest.mark.django_db
D, T = dt.date, dt.time
WORDS = {"title": "Sleeping well", "slug": "sleeping-well", "hook": "Rest.", "learn": ["What sleep is"]}


@pytest.fixture
def who():
    return {"by": UserFactory(), "now": timezone.now()}


@pytest.fixture
def receiver():
    """Connects a receiver to a signal for one test."""
    connected = []

    def connect(signal, function):
        signal.connect(function)
        connected.append((signal, function))

    yield connect
    for signal, function in connected:
        signal.disconnect(function)


def refuse(**_told):
    raise Refusal("The pair is missing.")


# Runs ---------------------------------------------------------------------------------


def test_a_run_is_planned_published_and_remembered(who):
    facts = runs.RunFacts(
        course=CourseFactory(),
        term=TermFactory(),
        locality=LocalityFactory(),
        sessions=((D(2027, 1, 12), T(10), T(12)), (D(2027, 1, 19), T(10), T(12))),
        capacity=8,
        minimum=2,
    )
    run = runs.make_run(facts=facts, **who)
    assert run.status == "draft"
    for _time in range(2):
        runs.publish_run(run=run, **who)
    run.refresh_from_db()
    assert (run.status, run.capacity, run.sessions.count()) == ("published", 8, 2)
    assert [event.what for event in run.events.all()] == ["made", "published"]
    assert {event.by for event in run.events.all()} == {who["by"]}


def test_a_run_without_dates_is_not_published(who):
    run = RunFactory(status="draft", sessions=0)
    with pytest.raises(runs.CantChange):
        runs.publish_run(run=run, **who)
    assert Run.objects.get().status == "draft"


@pytest.mark.parametrize("status", ["finished", "cancelled"])
def test_what_is_over_is_not_published_or_changed(who, status):
    run = RunFactory(status=status)
    with pytest.raises(runs.CantChange):
        runs.publish_run(run=run, **who)
    with pytest.raises(runs.CantChange):
        runs.change_run(run=run, capacity=3, **who)


def test_a_rule_elsewhere_may_stop_publishing_and_nothing_is_written(who, receiver):
    run = RunFactory(status="draft")
    receiver(signals.run_publishing, refuse)
    with pytest.raises(Refusal, match="pair"):
        runs.publish_run(run=run, **who)
    assert Run.objects.get().status == "draft"
    assert not run.events.exists()


def test_facts_change_and_the_same_facts_are_no_event(who):
    run = RunFactory(capacity=12)
    runs.change_run(run=run, capacity=12, **who)
    assert not run.events.exists()
    assert runs.change_run(run=run, capacity=10, **who).capacity == 10
    assert run.events.get().what == "changed"


def test_a_change_may_be_refused_elsewhere(who, receiver):
    run = RunFactory(capacity=12)
    receiver(signals.run_changing, refuse)
    with pytest.raises(Refusal):
        runs.change_run(run=run, capacity=1, **who)
    assert Run.objects.get().capacity == 12


def test_a_run_needs_a_place(who):
    with pytest.raises(runs.CantChange):
        runs.change_run(run=RunFactory(), capacity=0, **who)


def test_calling_off_takes_the_coming_sessions_and_twice_is_once(who):
    run = RunFactory(sessions=3)
    run.sessions.filter(pk=run.sessions.first().pk).update(status="held")
    for _time in range(2):
        calling_off.call_off_run(run=run, reason="trainer_ill", **who)
    assert sorted(run.sessions.values_list("status", flat=True)) == ["cancelled", "cancelled", "held"]
    assert [event.what for event in run.events.all()] == ["cancelled"]


def test_what_is_over_is_not_called_off(who):
    with pytest.raises(calling_off.RunIsOver):
        calling_off.call_off_run(run=RunFactory(status="finished"), reason="x", **who)
    run = RunFactory(sessions=1)
    run.sessions.update(status="held")
    with pytest.raises(calling_off.SessionIsOver):
        calling_off.call_off_session(session=run.sessions.get(), **who)


# Sessions -----------------------------------------------------------------------------


def test_a_session_is_added_moved_and_called_off(who):
    run = RunFactory(sessions=0)
    session = timetable.add_session(run=run, held_on=D(2027, 1, 12), starts=T(10), ends=T(12), **who)
    session = timetable.move_session(session=session, held_on=D(2027, 1, 13), starts=T(10), ends=T(11), **who)
    assert (session.held_on, session.ends) == (D(2027, 1, 13), T(11))
    calling_off.call_off_session(session=session, **who)
    assert run.sessions.get().status == "cancelled"
    with pytest.raises(timetable.NotPlanned):
        timetable.move_session(session=session, held_on=D(2027, 1, 14), starts=T(10), ends=T(11), **who)


def test_two_sessions_at_a_time_or_backwards_are_refused(who):
    run = RunFactory(sessions=0)
    timetable.add_session(run=run, held_on=D(2027, 1, 12), starts=T(10), ends=T(12), **who)
    with pytest.raises(timetable.TwoAtATime):
        timetable.add_session(run=run, held_on=D(2027, 1, 12), starts=T(10), ends=T(11), **who)
    with pytest.raises(timetable.EndsBeforeStart):
        timetable.add_session(run=run, held_on=D(2027, 1, 13), starts=T(12), ends=T(12), **who)


# Words --------------------------------------------------------------------------------


def test_words_become_public_and_the_same_words_make_no_new_edition(who):
    course = CourseFactory()
    first = editions.write_edition(course=course, words=WORDS, signed=signed(WORDS), revision="7", **who)
    again = editions.write_edition(course=course, words=WORDS, signed=signed(WORDS), revision="8", **who)
    assert first == again
    assert Course.objects.get().is_public
    second = editions.write_edition(
        course=course,
        words=WORDS | {"hook": "Rest well."},
        signed=signed(WORDS | {"hook": "Rest well."}),
        revision="9",
        **who,
    )
    assert (second.number, CourseEdition.objects.count()) == (2, 2)
    assert CourseEdition.objects.get(number=1).hook == "Rest."


def test_words_withdrawn_stay_as_history(who):
    course = CourseFactory()
    editions.write_edition(course=course, words=WORDS, signed=signed(WORDS), revision="7", **who)
    editions.withdraw_words(course=course, **who)
    assert not Course.objects.get().is_public
    assert course.editions.count() == 1


def test_words_without_a_title_are_refused(who):
    with pytest.raises(editions.NoTitle):
        editions.write_edition(
            course=CourseFactory(),
            words=WORDS | {"title": " "},
            signed=signed(WORDS | {"title": " "}),
            revision="",
            **who,
        )
    assert not CourseEdition.objects.exists()


# Courses and terms --------------------------------------------------------------------


def test_a_course_is_made_and_told_of_once(who, receiver):
    told = []
    receiver(signals.course_made, lambda course, **_rest: told.append(course.code))
    catalogue.make_course(code=" WEL01 ", title="Sleeping well", strand=StrandFactory(), **who)
    with pytest.raises(catalogue.CodeTaken):
        catalogue.make_course(code="wel01", title="Another", strand=StrandFactory(), **who)
    assert told == ["WEL01"]


def test_a_term_is_seen_by_nobody_until_it_says_when(who):
    term = terms.save_term(
        facts=terms.TermFacts(
            name="Spring 2027",
            starts_on=D(2027, 1, 11),
            ends_on=D(2027, 3, 25),
            closed=((D(2027, 2, 15), D(2027, 2, 19), "Half-term"),),
        ),
        **who,
    )
    assert (term.slug, term.public_from, term.closed_periods.count()) == ("spring-2027", None, 1)


def test_audiences_are_facts_of_a_course_and_the_same_name_is_the_same_audience(who):
    carers = make_audience(name="carers", **who)
    assert make_audience(name=" Carers ", **who) == carers
    course = make_course(code="A1", title="A", strand=StrandFactory(), audiences=[carers], **who)
    assert list(course.audiences.all()) == [carers]
    change_course(course=course, audiences=[], **who)
    assert not course.audiences.exists()


def test_languages_of_a_run_read_as_words_and_only_known_ones_are_stored():
    run = RunFactory(languages=["en", "bfi"])
    assert languages_words(run.languages) == "English and British Sign Language"
    assert languages_words([]) == languages_words(["en"]) == ""
    assert languages_words(["en", "pl", "ur"]) == "English, Polish and Urdu"
    for wrong in ["ur", ["xx"], ["bfi", "en"], ["ur", "ur"]]:
        with pytest.raises(ValidationError):
            Run(course=run.course, term=run.term, locality=run.locality, languages=wrong).full_clean()
