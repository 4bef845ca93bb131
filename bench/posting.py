"""The POST that books a place, against the smallest Django POST that does: same server, same database."""

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
from enrolment.models import Learner
from tests.factories import RunFactory

ROOM = 30_000
# More than any machine we know books in a second.
A_SECOND = 250
TOKEN = "b" * 32
GOAL = Goal(at_least=0.35)


def lines(server: Server, crowd: Crowd, *, on: str) -> list[Line]:
    many = int(max(SECONDS * A_SECOND, 50))
    run, bare = RunFactory(capacity=ROOM), BareRun.objects.create(places=ROOM * 100)
    bookings = [_bookings(f"/join/{run.code}/", round, many) for round in range(ROUNDS + 1)]
    smallest = post("/bench/enrol/", urlencode({"run": bare.pk, "learner": 1}))

    def rate(requests: list[str], *, once: bool) -> float:
        return crowd.rate(Job(server.port, requests, "302", SECONDS, once=once))

    def ours() -> float:
        return rate(bookings.pop(), once=True)

    ours()  # warm
    rates = in_turn({"ours": ours, "smallest": partial(rate, [smallest], once=False)})
    booked = run.enrolments.filter(status="confirmed").count()
    if not booked or booked > ROOM:
        raise SystemExit(f"{booked} places were booked on a run of {ROOM}.")
    return [
        compared(
            "the enrol POST / the smallest Django POST that enrols",
            on=on,
            ours=rates["ours"],
            anchor=rates["smallest"],
            unit="a second",
            floor="310 – 480/s smallest",
            goal=GOAL,
        )
    ]


def _bookings(path: str, round: int, many: int) -> list[str]:
    """The same form sent by `many` returning learners who are signed in."""
    names = [f"booker{round}.{number}@example.org" for number in range(many)]
    User.objects.bulk_create([User(email=name, name="Robin") for name in names], 1000)
    users = list(User.objects.filter(email__in=names))
    Learner.objects.bulk_create(
        [
            Learner(user=user, name="Robin", email=user.email, route="email", age_confirmed=True, agreement_version=1)
            for user in users
        ],
        1000,
    )
    body = urlencode({"csrfmiddlewaretoken": TOKEN})
    return [
        post(path, body, f"Cookie: {settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}")
        for cookie in cookies_of(users)
    ]
