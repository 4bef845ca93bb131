"""Finding a course: by words, postcode, place, time, access; and what stands there where nothing fits."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.actions import lay_out_site
from cms.finding.postcodes import first_half, near
from college import freshness
from courses.actions.searches import MOST_A_DAY, count_unmet_search
from courses.models import Course, Run, UnmetSearch
from tests.factories import (
    AudienceFactory,
    CourseFactory,
    EditionFactory,
    LocalityFactory,
    RunFactory,
    StrandFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
D, T = dt.date, dt.time
TITLES = {"Tea", "Clay", "Chat", "Ślub"}


@pytest.fixture
def runs(now):
    """Tea: in Urdu, for carers. Clay: in English and BSL, for carers and staff.

    Tea: Leeds, Tuesday morning. Clay: York, Wednesday evening, with a loop. Chat: online. Ślub: Leeds, afternoon.
    """
    mind, life = StrandFactory(name="Mind", slug="mind"), StrandFactory(name="Life skills", slug="life")
    leeds, york, online = (LocalityFactory(name=name, slug=name.lower()) for name in ("Leeds", "York", "Online"))
    hall = VenueFactory(locality=leeds, postcode="LS1 1AA", step_free=True, hearing_loop=None)
    mill = VenueFactory(locality=york, postcode="YO24 4AB", step_free=True, hearing_loop=True)
    room = VenueFactory(locality=online, is_online=True, postcode="", step_free=None)
    for title, words, strand, venue, day, starts, format in [
        ("Tea", {"who_for": "Carers and friends."}, mind, hall, 22, T(10), "in_person"),
        ("Clay", {"hook": "Wet hands, 100% fun_"}, life, mill, 23, T(18), "in_person"),
        ("Chat", {"about": "About SLEEP and rest."}, mind, room, 24, T(13), "online"),
        ("Ślub", {}, mind, hall, 25, T(16, 59), "in_person"),
    ]:
        course = CourseFactory(title=title, code=f"X-{title[:2]}", strand=strand, is_public=True)
        EditionFactory(course=course, **{"hook": "", "about": "", **words})
        RunFactory(
            course=course,
            locality=venue.locality,
            venue=venue,
            format=format,
            sessions=2,
            sessions__first_on=D(2030, 10, day),
            sessions__starts=starts,
            sessions__ends=T(20),
        )
    carers, staff = (AudienceFactory(name=name, slug=name) for name in ("carers", "staff"))
    for title, languages, audiences in [("Tea", ["ur"], [carers]), ("Clay", ["en", "bfi"], [carers, staff])]:
        Run.objects.filter(course__title=title).update(languages=languages)
        Course.objects.get(title=title).audiences.set(audiences)
    lay_out_site(now=now)


def read(client, query: str) -> str:
    answer = client.get(f"/courses/{query}")
    assert answer.status_code == 200, query
    return answer.content.decode()


def found(client, query: str) -> set[str]:
    page = read(client, query)
    return {title for title in TITLES if f">{title}</a>" in page}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?q=tea", {"Tea"}),
        ("?q=CARERS", {"Tea"}),
        ("?q=hands+wet", {"Clay"}),
        ("?q=sleep", {"Chat"}),
        ("?q=life", {"Clay"}),
        ("?q=x-c", {"Clay", "Chat"}),
        ("?q=ślub", {"Ślub"}),
        ("?q=ŚLUB", {"Ślub"}),
        ("?q=100%25", {"Clay"}),
        ("?q=%25", {"Clay"}),
        ("?q=fun_", {"Clay"}),
        ("?q=_un", set()),
        ("?q=tea+clay", set()),
        ("?q=++", TITLES),
        ("?q=sleep&format=online", {"Chat"}),
        ("?q=sleep&place=leeds", set()),
        ("?time=morning", {"Tea"}),
        ("?time=afternoon", {"Chat", "Ślub"}),
        ("?time=evening&day=3", {"Clay"}),
        ("?time=morning&day=3", set()),
        ("?access=step_free", {"Tea", "Clay", "Ślub"}),
        ("?access=step_free&access=hearing_loop", {"Clay"}),
        ("?access=is_online&access=", TITLES),
        ("?language=ur", {"Tea"}),
        ("?language=bfi", {"Clay"}),
        ("?language=en", {"Clay", "Chat", "Ślub"}),
        ("?language=xx", TITLES),
        ("?audience=carers", {"Tea", "Clay"}),
        ("?audience=staff&language=en", {"Clay"}),
        ("?audience=nobody", TITLES),
        ("?near=LS1", {"Tea", "Ślub"}),
        ("?near=ls12", {"Tea", "Ślub"}),
        ("?near=yo", {"Clay"}),
        ("?near=EH1", set()),
        ("?near=here", TITLES),
        ("?near=LS1&time=morning&access=step_free&q=tea&day=2&strand=mind&format=in_person&place=leeds", {"Tea"}),
    ],
)
def test_all_that_is_asked_fits_what_is_shown(client, runs, query, titles):
    assert found(client, query) == titles


def test_only_words_that_are_public_now_are_searched(client, runs, now):
    course = CourseFactory(title="Old name", is_public=True)
    EditionFactory(course=course, number=1, title="Old name")
    EditionFactory(course=course, number=2, title="New name")
    RunFactory(course=course)
    RunFactory(course=CourseFactory(title="Secret", public=True), is_listed=False)
    assert "New name" in read(client, "?q=new+name")
    assert "We have nothing like this" in read(client, "?q=old+name")
    assert "We have nothing like this" in read(client, "?q=secret")


def test_links_keep_what_was_typed_and_the_form_keeps_the_links(client, runs):
    page = read(client, "?q=sleep&near=&day=4&access=step_free&time=afternoon")
    assert 'value="sleep"' in page
    for name, value in (("day", "4"), ("time", "afternoon"), ("access", "step_free")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert 'href="?day=4&amp;time=afternoon&amp;q=sleep"' in page  # with this feature off


def test_filters_offer_only_what_leaves_something(client, runs):
    page = read(client, "?q=mind")
    assert "time=morning" in page
    assert "time=evening" not in page
    assert "hearing_loop" not in page


def test_what_is_typed_is_shown_as_text(client, runs):
    page = read(client, '?q="><script>alert(1)</script>&near="><b>')
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_a_whole_postcode_is_cut_to_its_half_before_anything_is_shown(client, runs):
    answer = client.get("/courses/?near=ls1+4ab&q=tea")
    assert answer.status_code == 302
    assert sorted(answer.url.partition("?")[2].split("&")) == ["near=LS1", "q=tea"]
    assert "4AB" not in client.get(answer.url).content.decode().upper()


@pytest.mark.parametrize(
    ("typed", "half"),
    [("EM1", "EM1"), ("em1 4ab", "EM1"), ("EM14AB", "EM1"), ("W1A 0AX", "W1A"), ("m", "M"), ("leeds", ""), ("", "")],
)
def test_the_first_half_of_a_postcode(typed, half):
    assert first_half(typed) == half


def test_near_is_the_district_else_the_area():
    places = {"EM1 1AA", "EM12 1AA", "EM2 1AA", "E1 1AA", ""}
    assert near("EM1", places) == {"EM1 1AA"}
    assert near("EM9", places) == {"EM1 1AA", "EM12 1AA", "EM2 1AA"}
    assert near("E", places) == {"E1 1AA"}
    assert near("ZZ1", places) == set()


# Nothing found -------------------------------------------------------------------------------------


def test_where_nothing_fits_the_page_says_what_to_leave_out(client, runs):
    page = read(client, "?q=tea&day=3")
    nothing = page[page.index("We have nothing like this just now") :]
    ways = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', nothing.replace("&amp;", "&"))
    assert ("?q=tea", "Any day") in ways
    assert ("?day=3", "Without the words “tea”") in ways
    assert all(found(client, href) for href, _words in ways if href.startswith("?"))


def test_it_is_counted_once_for_each_time_and_holds_nothing_typed(client, runs, settings):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "unmet searches"}
    settings.CACHES = settings.CACHES | {"pages": memory}
    freshness._forget()
    for query in ("?q=my+illness&day=3&access=step_free", "?q=another&access=step_free&day=3", "?near=EH1"):
        read(client, query)
    counted = {each.asked: each.times for each in UnmetSearch.objects.all()}
    assert counted == {"access=step_free day=3 words": 2, "near": 1}


def test_what_is_found_or_not_asked_for_is_not_counted(client, runs):
    for query in ("", "?q=tea", "?day=2", "?place=nowhere"):
        read(client, query)
    assert not UnmetSearch.objects.exists()


def test_a_machine_that_tries_everything_makes_no_heap(now):
    for number in range(MOST_A_DAY + 20):
        count_unmet_search(asked=[f"place={number}"], by=None, now=now)
    assert UnmetSearch.objects.count() == MOST_A_DAY
    count_unmet_search(asked=["place=1"], by=None, now=now)
    assert UnmetSearch.objects.get(asked="place=1").times == 2


# What it costs --------------------------------------------------------------------------------------


def test_all_filters_cost_as_many_queries_at_three_runs_as_at_sixty(client, now):
    place, strand = LocalityFactory(slug="leeds"), StrandFactory(slug="mind")
    carers = AudienceFactory(slug="carers")

    def fill(number):
        for _n in range(number):
            course = CourseFactory(title="Sleeping well", strand=strand, public=True)
            carers.courses.add(course)
            RunFactory(course=course, locality=place, sessions=2, languages=["ur"])
        lay_out_site(now=now)

    def cost() -> int:
        freshness.mark()
        with CaptureQueriesContext(connection) as asked:
            query = "?q=sleep+well&near=LS1&place=leeds&day=2&time=morning&strand=mind&format=in_person&language=ur"
            page = read(client, f"{query}&access=step_free&audience=carers")
        assert "Sleeping well" in page
        return len(asked)

    fill(3)
    at_three = cost()
    fill(57)
    assert cost() == at_three <= 15
