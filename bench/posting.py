"""The POST that books a place, against the smallest Django POST that does: same server, same database."""

import itertools
from functools import partial
from urllib.parse import urlencode

from django.conf import settings

from bench.anchors.models import BareRun
from bench.rounds import in_turn
from bench.servers import Server
from bench.signed_in import cookies_of
from bench.sizes import ROUNDS, SECONDS
from bench.table import Goal, Line, compared
from bench.visitors import Crowd, Job, post
from college.models import User
from courses.models import Run
from enrolment.models import Enrolment, Learner
from tests.factories import RunFactory

ROOM = 30_000
# More than any machine we know books in a second.
A_SECOND = 250
TOKEN = "b" * 32
GOAL = Goal(at_least=0.35)


def lines(server: Server, crowd: Crowd, *, on: str) -> list[Line]:
    return [_line(server, crowd, on, runs) for runs in (1, 40)]


def _line(server: Server, crowd: Crowd, on: str, runs: int) -> Line:
    ours_are = [RunFactory(capacity=ROOM) for _ in range(runs)]
    bare = [BareRun.objects.create(places=ROOM * 100) for _ in range(runs)]
    bookings = [_bookings(ours_are, f"{runs}.{round}") for round in range(ROUNDS + 1)]
    smallest = [post("/bench/enrol/", urlencode({"run": run.pk, "learner": 1})) for run in bare]

    def rate(requests: list[str], *, once: bool) -> float:
        return crowd.rate(Job(server.port, requests, "302", SECONDS, once=once))

    def ours() -> float:
        return rate(bookings.pop(), once=True)

    ours()  # warm
    rates = in_turn({"ours": ours, "smallest": partial(rate, smallest, once=False)})
    if not Enrolment.objects.filter(run__in=ours_are, status="confirmed").exists():
        raise SystemExit("Bookings were answered and none is stored.")
    where = "one popular run" if runs == 1 else f"{runs} runs"
    return compared(
        f"the enrol POST, {where} / the smallest Django POST that enrols",
        on=on,
        ours=rates["ours"],
        anchor=rates["smallest"],
        unit="a second",
        floor="310 – 480/s smallest",
        goal=GOAL,
    )


def _bookings(runs: list[Run], name: str) -> list[str]:
    """The same form sent by returning learners who are signed in, each once, the runs in turn."""
    many = int(max(SECONDS * A_SECOND, 50))
    names = [f"booker{name}.{number}@example.org" for number in range(many)]
    User.objects.bulk_create([User(email=name, name="Robin") for name in names], 1000)
    users = list(User.objects.filter(email__in=names))
    Learner.objects.bulk_create(
        [
            Learner(user=user, name="Robin", email=user.email, route="email", age_confirmed=True, agreement_version=1)
            for user in users
        ],
        1000,
    )
    session = settings.SESSION_COOKIE_NAME
    body = urlencode({"csrfmiddlewaretoken": TOKEN})
    return [
        post(f"/join/{run.code}/", body, f"Cookie: {session}={cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}")
        for run, cookie in zip(itertools.cycle(runs), cookies_of(users), strict=False)
    ]
