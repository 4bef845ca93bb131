"""The board of a term, and the plan that fills it."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.models import Allocation, TermPlan
from enrolment.trainers.plans import work_on_next
from tests.enrolment.office.costs import cost
from tests.factories import AllocationFactory, RunFactory, StrandFactory, TermFactory, TrainerFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def term():
    return TermFactory(name="Spring", slug="spring")


@pytest.fixture
def run(here, term):
    return RunFactory(locality=here, term=term, venue__locality=here)


@pytest.fixture
def pair(run):
    return [able(run, "peer", "Ines Calder"), able(run, "professional", "Tom Whitlock")]


def able(run, kind, name):
    trainer = TrainerFactory(kind=kind, name=name)
    trainer.localities.add(run.locality)
    trainer.strands.add(run.course.strand)
    trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
    for weekday in range(7):
        trainer.free_times.create(weekday=weekday, half="am")
    return trainer


def read(browser, address):
    return browser.get(address).content.decode()


def plan_of(office, term, *, made=True):
    address = office.post(f"/office/terms/{term.slug}/plan/").headers["Location"]
    if made:
        work_on_next(now=NOW)
    return address


def test_gaps_come_first_and_a_place_narrows_the_board(office, run, term, here, there):
    paired = RunFactory(locality=here, term=term, course__title="With both")
    AllocationFactory(run=paired, trainer__kind="peer"), AllocationFactory(run=paired, trainer__kind="professional")
    RunFactory(locality=there, term=term, course__title="Of others")
    page = read(office, "/office/terms/spring/board/")
    assert page.index(run.course.title) < page.index("With both")
    assert "Of others" not in page
    assert "<strong>1</strong> without their pair" in page
    narrowed = read(office, "/office/terms/spring/board/?place=there")
    assert run.course.title not in narrowed and "With both" not in narrowed


def test_each_day_stands_in_its_week(office, run):
    page = read(office, "/office/terms/spring/board/")
    cells = page.count("college-board__week--meets")
    assert cells == len(run.sessions_on())


def test_a_term_is_planned_put_in_force_and_taken_back(office, run, term, pair):
    address = plan_of(office, term)
    page = read(office, address)
    assert "that is proved" in page
    assert page.count("<strong>Ines Calder</strong>") == page.count("<strong>Tom Whitlock</strong>") == 1
    assert not Allocation.objects.exists()
    office.post(address, {"press": "apply"})
    assert {each.trainer for each in Allocation.objects.live()} == set(pair)
    assert "in force" in read(office, address)
    office.post(address, {"press": "undo"})
    assert not Allocation.objects.live().exists()
    assert "taken back" in read(office, address)


def test_a_plan_under_way_can_be_stopped_and_one_that_is_ready_put_away(office, run, term):
    address = plan_of(office, term, made=False)
    assert "Stop, and keep the best so far" in read(office, address)
    office.post(address, {"press": "stop"})
    assert TermPlan.objects.get().status == "dropped"
    assert "Plan again" in read(office, address)
    second = plan_of(office, term)
    assert second != address
    office.post(second, {"press": "drop"})
    refused = office.post(second, {"press": "apply"}, follow=True).content.decode()
    assert "This plan can&#x27;t be used" in refused or "This plan can't be used" in refused


def test_a_run_that_stays_without_its_pair_says_what_keeps_each_and_what_would_fill_it(office, run, term, pair):
    day = run.sessions_on()[0].held_on
    pair[0].aways.create(first_on=day, last_on=day)
    page = read(office, plan_of(office, term))
    assert f"1 peer trainer teaches {run.course.strand} in Here: what keeps them" in page
    assert f"Ines Calder: Away on {day.day} {day:%B %Y}." in page
    assert f"It would have its pair if Ines Calder were not away on {day.day} {day:%B %Y}." in page


def test_what_has_changed_since_is_said_before_and_after(office, run, term, pair):
    address = plan_of(office, term)
    pair[0].aways.create(first_on=run.sessions_on()[0].held_on, last_on=run.sessions_on()[0].held_on)
    for page in (read(office, address), office.post(address, {"press": "apply"}, follow=True).content.decode()):
        assert "Left as they are" in page
        assert "Ines Calder: Away on" in page
    assert not Allocation.objects.exists()


def test_who_is_asked_is_kept_in_one_press_and_let_go_in_another(office, run, term):
    asked = AllocationFactory(run=run, status="proposed")
    for name, is_locked, words in (("keep", True, "asked, stays"), ("free", False, "(asked)")):
        office.post("/office/terms/spring/board/?place=here", {name: run.code})
        asked.refresh_from_db()
        assert asked.is_locked is is_locked
        assert words in read(office, "/office/terms/spring/board/")


def test_a_term_without_runs_of_ones_own_has_nothing_to_plan(office, term, there):
    other = RunFactory(locality=there, term=term)
    page = office.post("/office/terms/spring/plan/", follow=True).content.decode()
    assert "no runs of yours" in page
    assert office.post("/office/terms/spring/board/", {"keep": other.code}).status_code == 404


def test_board_and_plan_cost_the_same_for_many_runs(office, run, term, pair, here):
    address = plan_of(office, term)
    few = [cost(office, "/office/terms/spring/board/"), cost(office, address)]
    for _turn in range(5):
        other = RunFactory(locality=here, term=term, venue__locality=here, course__strand=StrandFactory())
        AllocationFactory(run=other, trainer__kind="peer")
    assert [cost(office, "/office/terms/spring/board/"), cost(office, address)] == few


def test_what_a_trainer_wants_at_most_is_written_down_and_kept_to(office, run, pair):
    ines = pair[0]
    address = f"/office/trainers/{ines.code}/limits/"
    page = office.post(address, {"sessions_a_week": "-1", "sessions_a_day": "two", "home": ""}).content.decode()
    assert 'value="two"' in page and "Enter a whole number" in page
    ines.refresh_from_db()
    assert ines.sessions_a_week is None
    given = {"sessions_a_week": "0", "sessions_a_day": "1", "home": str(run.locality_id)}
    given |= {"sessions_in_a_row": "2", "minutes_away": "40", "never_alone": "on", "skills": ["Makaton"]}
    assert "Makaton" in office.post(address, given).content.decode()  # no course asks for it
    run.course.wanted_skills = "Makaton"
    run.course.save()
    office.post(address, given)
    ines.refresh_from_db()
    assert (ines.sessions_a_week, ines.sessions_a_day, ines.home) == (0, 1, run.locality)
    assert (ines.sessions_in_a_row, ines.minutes_away, ines.never_alone, ines.skills) == (2, 40, True, ["Makaton"])
    assert "Wants 0 sessions a week at most, and would have more." in read(office, f"/office/runs/{run.code}/")


def test_two_plans_stand_side_by_side_where_they_differ(office, run, term, pair, here):
    AllocationFactory(
        run=RunFactory(
            locality=here,
            term=term,
            course__title="Alike in both",
            sessions__starts=dt.time(15),
            sessions__ends=dt.time(16),
        )
    )
    first = plan_of(office, term)
    pair[0].aways.create(first_on=run.sessions_on()[0].held_on, last_on=run.sessions_on()[0].held_on)
    able(run, "peer", "Ada Next")
    second = plan_of(office, term)
    beside = f"{second}beside/{first.split('/')[-2]}/"
    assert f'href="{beside}"' in read(office, second)
    page = read(office, beside)
    assert "Alike in both" not in page
    assert page.index("Ada Next, Tom Whitlock") < page.index("Ines Calder, Tom Whitlock")
    assert page.count("nothing: proved") == 2
