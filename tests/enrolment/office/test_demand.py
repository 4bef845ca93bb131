"""What people looked for in vain: by term and place, in plain words, small numbers hidden, leading to a run."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.actions.searches import count_unmet_search
from enrolment.office.demand import shown, wishes_of
from tests.enrolment.office.costs import cost
from tests.enrolment.office.test_sheets import lines
from tests.factories import TermFactory

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def term(here):
    return TermFactory(name="Spring", slug="spring", public_from=timezone.now() - 4 * WEEK)


def search(asked: str, times: int, *, at=None) -> None:
    for _turn in range(times):
        count_unmet_search(asked=asked.split(), by=None, now=at or timezone.now())


@pytest.mark.parametrize(
    ("times", "said"), [(0, "0"), (1, "*"), (7, "*"), (8, "10"), (12, "10"), (13, "15"), (17, "15"), (18, "20")]
)
def test_small_numbers_are_hidden_and_others_rounded(times, said):
    assert shown(times) == said


def test_searches_are_said_in_plain_words_the_most_wanted_first(office, term, here):
    search("place=here day=1 access=step_free", 9)
    search("words", 13)
    search("place=here time=evening", 2)
    found = [(wish.place, wish.asked, wish.shown) for wish in wishes_of(term)]
    assert found == [
        ("", "Words of their own", "15"),
        ("Here", "Step-free from the street, Mondays", "10"),
        ("Here", "In the evening", "*"),
    ]
    page = office.get("/office/terms/spring/looked-for/").content.decode()
    assert "In the evening" in page and "Words of their own" in page
    assert "/office/terms/spring/add-run/?place=here" in page
    assert ">13<" not in page and ">2<" not in page


def test_days_are_added_up_within_a_term_and_no_further(term):
    later = TermFactory(name="Summer", slug="summer", public_from=timezone.now() + 2 * WEEK)
    for weeks in (-3, -2):
        search("day=2", 4, at=timezone.now() + weeks * WEEK)
    search("day=2", 40, at=timezone.now() - 5 * WEEK)
    search("day=2", 20, at=timezone.now() + 3 * WEEK)
    assert [wish.shown for wish in wishes_of(term)] == ["10"]
    assert [wish.shown for wish in wishes_of(later)] == ["20"]


def test_the_order_says_no_more_than_the_numbers(term):
    search("day=2", 7)
    search("day=1", 1)
    assert [wish.asked for wish in wishes_of(term)] == ["Mondays", "Tuesdays"]


def test_planning_begins_with_the_place_that_was_wanted(office, term, here, there):
    page = office.get("/office/terms/spring/add-run/?place=here").content.decode()
    assert f'<option value="{here.pk}" selected>' in page
    stranger_s = office.get("/office/terms/spring/add-run/?place=there").content.decode()
    assert f'<option value="{here.pk}">' in stranger_s and "There" not in stranger_s


def test_the_list_is_taken_with_the_same_numbers(office, term):
    search("day=1", 13)
    search("near", 3)
    answer = office.get("/office/terms/spring/looked-for.xlsx")
    assert lines(answer)[1:] == [("Mondays", "anywhere", "15"), ("Near a postcode", "anywhere", "*")]


def test_nobody_has_searched(office, term):
    assert "Nothing yet" in office.get("/office/terms/spring/looked-for/").content.decode()


def test_it_costs_the_same_for_many(office, term):
    search("day=1", 1)
    few = cost(office, "/office/terms/spring/looked-for/")
    for number in range(30):
        search(f"day={number % 7 + 1} strand=s{number}", 1)
    assert cost(office, "/office/terms/spring/looked-for/") == few
