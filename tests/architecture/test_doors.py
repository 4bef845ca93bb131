"""Every address of the project, as every kind of person, on their own row and on another's, by GET and POST.

What each is answered stands in doors.py. A page may be looked at: that writes nothing. A POST without
fields writes nothing but what its door says. Nobody who is refused writes anything.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache

import pytest
from django.conf import settings

from courses.models import Locality, Run
from enrolment.models import Enrolment
from tests.architecture.doors import (
    COORDINATION,
    DOORS,
    KEEPERS,
    OUTSIDE,
    SAME_FOR_EVERYONE,
    SIDE_BY_SIDE,
    Door,
    Side,
    Who,
)
from tests.architecture.knocking import Answer, Route, is_editors, knock, our_routes, routes
from tests.architecture.world import TITLES, World, sign_in

# Who may is the same on both databases; the stricter one is asked.
pytestmark = pytest.mark.once

SIGN_IN = "/accounts/login/"


# Our own addresses ---------------------------------------------------------------------


def test_every_address_has_a_door_and_every_door_an_address():
    assert sorted(our_routes()) == sorted(DOORS)


def test_the_matrix_is_large_enough_to_mean_something():
    assert sum(len(list(cells(route))) for route in our_routes().values()) > 3000


def cells(route: Route) -> Iterator[tuple[Side, Who, str]]:
    """Where an address names no row, both sides are the same."""
    return itertools.product(Side if route.arguments else [Side.HERE], Who, ("GET", "POST"))


@pytest.mark.parametrize("name", sorted(DOORS))
def test_a_view_is_public_where_its_door_is(name):
    is_open = not getattr(our_routes()[name].pattern.callback, "login_required", True)
    assert is_open == (DOORS[name].is_public or DOORS[name].opens_by_code)


@pytest.mark.parametrize("name", sorted(DOORS))
def test_each_person_is_let_in_or_refused(world, name):
    assert wrong_answers(world, our_routes()[name]) == []


def wrong_answers(world: World, route: Route) -> list[str]:
    """Every cell of the matrix for one address that is not as declared, as a line to read."""
    door, wrong = DOORS[route.name], []
    for side, who, method in cells(route):
        filled = world.arguments(route.name, route.arguments, side)
        sent = world.arguments(route.name, list(door.sends), side)
        address = route.address(filled)
        answer = knock(world.clients[who], method, address, sent)
        faults = [*_misfits(door, side, who, method, answer), *_leaks(route, who, answer)]
        wrong += [f"{method} {address} {side.name} as {who.value}: {fault}" for fault in faults]
    return wrong


def _misfits(door: Door, side: Side, who: Who, method: str, answer: Answer) -> Iterator[str]:
    is_in = who in door.lets_in(side)
    declared = (door.get if method == "GET" else door.post).split(" or ")
    if is_in:
        expected = declared
    elif who in OUTSIDE and not door.is_public:
        expected = [f"302 {SIGN_IN}?next="]
    else:
        expected = ["404", *(["405"] if "405" in declared else [])]
    if not any(str(answer) == one or (" " in one and str(answer).startswith(one)) for one in expected):
        yield f"{answer}, not {' or '.join(expected)}"
    may_write = (door.get_writes if method == "GET" else door.writes) if is_in else ()
    if written := answer.writes - set(may_write):
        yield f"{answer}, and wrote to {sorted(written)}"


def _leaks(route: Route, who: Who, answer: Answer) -> Iterator[str]:
    response = answer.response
    if (
        who not in OUTSIDE
        and route.name not in SAME_FOR_EVERYONE
        and "no-store" not in response.get("Cache-Control", "")
    ):
        yield "a browser or proxy may keep it"
    if route.name.startswith("my:") and response.get("Content-Type", "").startswith("text/html"):
        title = re.search(rb"<title>(.*?)</title>", response.content, re.DOTALL)
        named = [said for said in TITLES.values() if title and said.encode() in title[1]]
        if named or any(said in response.get("Content-Disposition", "") for said in TITLES.values()):
            yield f"its title names a course: {named}"


def with_a_child() -> list[str]:
    return sorted(name for name, route in our_routes().items() if len(route.arguments) > 1 and name not in SIDE_BY_SIDE)


@pytest.mark.parametrize("name", with_a_child())
def test_nobody_reaches_a_child_by_another_parent(world, name):
    """Arguments of both sides mixed in one address are refused whole."""
    route = our_routes()[name]
    sides = [world.arguments(name, route.arguments, side) for side in Side]
    for mixed in itertools.product(*([(key, side[key]) for side in sides] for key in route.arguments)):
        filled = dict(mixed)
        if filled in sides:
            continue
        for who, method in itertools.product(Who, ("GET", "POST")):
            answer = knock(world.clients[who], method, route.address(filled))
            assert answer.response.status_code in (302, 404, 405), (who, filled)
            assert not answer.response.get("Location", SIGN_IN).startswith("/join")
            assert not answer.writes - {"college_recordopening"}  # of a learner whom they may open


def test_what_was_theirs_last_term_is_shut_to_its_trainer_too(world):
    """Register, names, marks, needs and concerns of a run that they did teach, and the sheet of its codes."""
    session, tried = world.last_terms, 0
    assert (
        knock(world.clients[Who.COORDINATOR], "GET", f"/teaching/registers/{session.code}/").response.status_code == 200
    )
    for name, route in our_routes().items():
        if route.arguments != ["code"] or not name.startswith(("teaching:", "office:")):
            continue
        for code, method in itertools.product((session.code, session.run.code), ("GET", "POST")):
            answer = knock(world.clients[Who.LAST_TERMS], method, route.address({"code": code}))
            assert answer.response.status_code in (404, 405) and not answer.writes, f"{method} {name}: {answer}"
            tried += 1
    assert tried > 100


def test_whoever_works_in_the_office_sets_up_a_second_factor_first(world):
    still_open = {"account_logout", "account_reauthenticate"}
    client = sign_in(world.people[Who.MANAGER], by="code")
    for name, door in DOORS.items():
        if door.is_public or door.opens_by_code or name.startswith("mfa_") or name in still_open:
            continue
        route = our_routes()[name]
        for method in ("GET", "POST"):
            answer = knock(client, method, route.address(world.arguments(name, route.arguments, Side.HERE)))
            assert str(answer) == "302 /accounts/2fa/", name
            assert not answer.writes


@pytest.mark.parametrize("name", sorted(DOORS))
def test_no_other_method_is_answered(world, name):
    route, door = our_routes()[name], DOORS[name]
    who = next(iter(door.here - OUTSIDE))
    of_a_library = name.startswith(("account_", "mfa_", "socialaccount_", "usersessions_"))
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "MERGE"):
        answer = knock(world.clients[who], method, route.address(world.arguments(name, route.arguments, Side.HERE)))
        if of_a_library and method in ("PUT", "DELETE"):  # Django's own views take them for a POST
            continue
        # Shut doors lead on, whatever is asked.
        assert answer.response.status_code in (302, 401, 403, 404, 405), f"{method}: {answer}"
        assert not answer.writes


# A gate removed has to be seen -----------------------------------------------------------

CANARIES = {
    "office:run": ("courses.permissions.localities_for", lambda user, permission: Locality.objects.all()),
    "office:team": ("enrolment.office.views.team.require", lambda user, permission: None),
    "office:start_unpaired": ("courses.permissions.localities_for", lambda user, permission: Locality.objects.all()),
    "my:place": ("enrolment.my.views.place_to_show_or_404", lambda _, code: Enrolment.objects.get(code=code)),
    "teaching:run": ("enrolment.teaching.views.runs_taught_by", lambda user: Run.objects.all()),
    "status": ("courses.status.require", lambda user, permission: None),
}


@pytest.mark.parametrize("name", CANARIES)
def test_one_gate_removed_turns_the_matrix_red(world, monkeypatch, name):
    monkeypatch.setattr(*CANARIES[name])
    assert wrong_answers(world, our_routes()[name])


def test_a_public_view_that_asks_for_sign_in_no_more_turns_it_red(world, monkeypatch):
    """And the other way: a view that stopped asking for sign-in."""
    callback = our_routes()["my:home"].pattern.callback
    monkeypatch.setattr(callback, "login_required", False, raising=False)
    assert wrong_answers(world, our_routes()["my:home"])


def test_a_page_kept_by_browsers_turns_it_red(world, monkeypatch):
    monkeypatch.setattr("college.middleware.PrivatePagesMiddleware._is_personal", lambda *args: False)
    assert wrong_answers(world, our_routes()["office:terms"])


# The editors' screens --------------------------------------------------------------------

MAY_ENTER = COORDINATION | KEEPERS
# Shut doors of Wagtail's, which lead to ours whoever knocks.
LED_TO_OURS = {"login", "logout", "account", "password_reset"}
# Whoever may edit people can become anyone; where files and pages may go is laid out once.
NOBODYS = {"users", "groups", "sites", "collections"}
# Wagtail's own faults, met only by editors who send a form without its fields, as no button does.
KNOWN_FAULTS = re.compile(r"^(choose-external-link/|pages/\d+/(edit|revisions/1/revert)/)$")


def part_of(address: str) -> str:
    """The part of the editors' screens that `address` belongs to: pages, images, look."""
    return address.removeprefix(settings.EDITORS_PATH).partition("/")[0]


@cache
def editors_addresses(page: str = "1") -> list[str]:
    """Every address of Wagtail's screens, with something that fits where it takes an argument.

    `page` is a page's number; every other row that can be named is there as number 1.
    """
    filled = {"app_label": "wagtailcore", "app_name": "wagtailcore", "model_name": "page", "action": "delete"}
    filled |= dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id"), page)
    found = set()
    for route in filter(is_editors, routes()):
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: filled.get(part[1], "1"), route.path)
        # What is left are regular expressions: the first word of each choice, a number for figures.
        path = re.sub(r"\((?:\?:)?([^()|]+)[^()]*\)", r"\1", path).replace(r"\d+", "1").replace(r"\.", ".")
        found.add("/" + re.sub(r"[\^$]|\\Z", "", path).replace(".*", "anything"))
    return sorted(found)


EDITORS_PARTS = sorted({part_of(address) for address in editors_addresses()})


@pytest.mark.parametrize("part", EDITORS_PARTS)
def test_nobody_else_enters_the_editors_screens(world, part):
    wrong = []
    for address, who, method in itertools.product(editors_addresses(), set(Who) - MAY_ENTER, ("GET", "POST")):
        if part_of(address) != part or part in LED_TO_OURS:
            continue
        answer = knock(world.clients[who], method, address)
        is_asked = answer.response.get("Location", "").startswith((SIGN_IN, f"{settings.EDITORS_PATH}login/"))
        refused = is_asked if who in OUTSIDE else answer.response.status_code == 404
        if not refused or answer.writes:
            wrong.append(f"{method} {address} as {who.value}: {answer}, wrote to {sorted(answer.writes)}")
    assert wrong == []


@pytest.mark.parametrize("who", [Who.COORDINATOR, Who.ADMINISTRATOR], ids=lambda who: who.name.lower())
def test_editors_meet_no_fault(world, who):
    wrong = []
    for address, method in itertools.product(editors_addresses(page=str(world.page)), ("GET", "POST")):
        answer = knock(world.clients[who], method, address)
        is_known = method == "POST" and KNOWN_FAULTS.match(address.removeprefix(settings.EDITORS_PATH))
        if answer.response.status_code >= 500 and not (is_known and answer.writes <= {"wagtailcore_pagesubscription"}):
            wrong.append(f"{method} {address}: {answer}")
    assert wrong == []


@pytest.mark.parametrize("who", sorted(MAY_ENTER, key=lambda who: who.name), ids=lambda who: who.name.lower())
def test_people_groups_and_sites_are_no_editor_s(world, who):
    for address in editors_addresses():
        if part_of(address) in NOBODYS:
            answer = knock(world.clients[who], "GET", address)
            assert answer.response.status_code in (302, 404), f"{address}: {answer}"
