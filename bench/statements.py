"""Statements a learner's way to a place costs the database, every page counted."""

from collections.abc import Callable
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.signed_in import client_of
from bench.table import Goal, Line, verdict
from courses.models import Run
from tests.factories import LearnerFactory

# What is counted: asks for its pages and says how many there were.
Walk = Callable[[], int]
# What a newcomer answers, screen by screen.
ANSWERS = [
    {"name": ["Sam"]},
    {"route": ["email"], "email": ["newcomer{n}@example.org"]},
    {"old_enough": ["yes"], "capacities": ["uses_services"]},
    {"needs": ["breaks"], "needs_words": ["A seat near the window."]},
    {"agree": ["on"]},
    {},
]
BOOKING = Goal(at_most=25)
REFERRAL = Goal(at_most=120)


def lines(*, on: str) -> list[Line]:
    run = Run.objects.filter(status="published").order_by("-pk").first()
    return [
        _line("statements of a returning learner's booking, all 3 pages", on, BOOKING, partial(booking, run)),
        _line("statements of its POST alone", on, BOOKING, partial(press_alone, run)),
        _line("statements of a self-referral, all its pages", on, REFERRAL, partial(referral, run)),
    ]


def _line(what: str, on: str, goal: Goal, of: Callable[[int], Walk]) -> Line:
    of(0)()  # the first asks what a process then remembers, such as types of content
    walk = of(1)
    with CaptureQueriesContext(connection) as asked:
        pages = walk()
    return Line(
        what=what,
        on=on,
        figure=str(len(asked)),
        spread="exact",
        ours=f"{pages} pages",
        goal=str(goal),
        verdict=verdict(goal, len(asked)),
    )


def booking(run: Run, _number: int) -> Walk:
    """A returning learner: look, press, see the place."""
    client = client_of(LearnerFactory().user)

    def walk() -> int:
        place = _press(client, f"/join/{run.code}/", {}, leads_to="/my/places/")
        return 2 + _open(client, place)

    return walk


def press_alone(run: Run, _number: int) -> Walk:
    """The same learner's one press, without the pages before and after it."""
    client = client_of(LearnerFactory().user)

    def walk() -> int:
        _send(client, f"/join/{run.code}/", {}, leads_to="/my/places/")
        return 1

    return walk


def referral(run: Run, number: int) -> Walk:
    """A newcomer: six screens, from the first look to "it is done"."""
    client = client_of()

    def walk() -> int:
        path = f"/join/{run.code}/"
        for answers in ANSWERS:
            given = {name: [v.replace("{n}", str(number)) for v in values] for name, values in answers.items()}
            path = _press(client, path, given, leads_to="/join/")
        if not path.endswith("/done/"):
            raise SystemExit(f"A self-referral ended at {path}.")
        return 2 * len(ANSWERS) + _open(client, path)

    return walk


def _press(client: Client, path: str, given: dict, *, leads_to: str) -> str:
    """Open a screen and send it; where it leads."""
    _open(client, path)
    return _send(client, path, given, leads_to=leads_to)


def _send(client: Client, path: str, given: dict, *, leads_to: str) -> str:
    sent = client.post(path, given)
    where = sent.headers.get("Location", "")
    if not where.startswith(leads_to) or where == path:
        raise SystemExit(f"{path} was sent and answered {sent.status_code}, leading to {where!r}.")
    return where


def _open(client: Client, path: str) -> int:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}.")
    return 1
