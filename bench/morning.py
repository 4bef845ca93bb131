"""An enrolment morning: 2,000 learners at once on the real pages, newcomers by six screens, the others by one press.

They come by HTTP to the product's own web server, every page looked at and every form sent. Beside it stand the
smallest Django POST that enrols and the database's bare locked insert, measured just before and just after.
"""

import os
import statistics
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from bench import weights
from bench.anchors.models import BareRun
from bench.enrolling import JOINED, bare_rate
from bench.processes import memory_mb
from bench.servers import Server, served
from bench.signed_in import cookies_of
from bench.sizes import SECONDS, TINY
from bench.soak.people import Browser, NoAnswer, Notes, book, newcomer
from bench.table import Goal, Line, bounded
from bench.visitors import Crowd, Job, post
from college.models import User
from enrolment.models import Enrolment, Learner
from enrolment.places.queries import runs_over_capacity
from tests.factories import RunFactory, TermFactory, VenueFactory

THIS = "enrolment morning"
LEARNERS = 24 if TINY else 2000
CLIENTS = 4 if TINY else 16
# Three places for every five who ask: the others wait.
RUNS, PLACES = (4, 3) if TINY else (40, 30)
NONE, WORKER = Goal(at_most=0), Goal(at_most=170)


@dataclass
class Morning:
    """What all saw together: who was told of a place or a list, on which run; and the seconds of each answer."""

    told: set[tuple[str, str]] = field(default_factory=set)
    took: dict[str, list[float]] = field(default_factory=lambda: {"GET": [], "POST": []})
    notes: Notes = field(default_factory=Notes)
    seconds: float = 0

    @property
    def errors(self) -> int:
        """Answers that were neither a page nor the way to one, and lines that broke."""
        fine = ("answered 2", "answered 3")
        return sum(many for what, many in self.notes.seen.items() if not any(each in what for each in fine))

    @property
    def lost(self) -> int:
        """People who were not told, or were told what is not stored; and runs with more people than places."""
        stored = set(Enrolment.objects.values_list("learner__email", "run__code"))
        return LEARNERS - len(self.told & stored) + len(runs_over_capacity())


class TimedBrowser(Browser):
    """Writes down how long each answer took."""

    def __init__(self, port: int, morning: Morning, cookies: str = ""):
        super().__init__(port, morning.notes, cookies)
        self.took = morning.took

    def _once(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        begun = time.perf_counter()
        answer = super()._once(method, path, body)
        self.took[method].append(time.perf_counter() - begun)
        return answer


def lines(folder: Path, *, on: str) -> list[Line]:
    runs, cookies = _runs(), _cookies_of_returning(LEARNERS // 2)
    with served(dict(os.environ), folder) as server, Crowd() as crowd:
        anchors = [_anchors(server, crowd)]
        morning = _spend(server, runs, cookies)
        anchors.append(_anchors(server, crowd))
        memory = sorted(memory_mb(worker) for worker in server.workers)
        weighed = weights.lines(server, _returning(0), cookies[0])
    smallest, bare = (statistics.mean(both) for both in zip(*anchors, strict=True))
    return [
        _rate(morning, "the smallest Django POST that enrols", smallest, on),
        _rate(morning, "bare locked insert", bare, on),
        _times("a page", morning.took["GET"], on),
        _times("a form that was sent", morning.took["POST"], on),
        bounded(f"{THIS}: answers that were errors", morning.errors, NONE, on=on),
        bounded(f"{THIS}: people not told, or told what is not stored, and runs too full", morning.lost, NONE, on=on),
        bounded(f"{THIS}: memory of a web worker afterwards, MB", memory[-1], WORKER, on=on),
        *weighed,
    ]


def _runs() -> list[str]:
    term, venue = TermFactory(), VenueFactory()
    facts = {"term": term, "venue": venue, "locality": venue.locality, "capacity": PLACES, "sessions": 2}
    return [RunFactory(**facts).code for _run in range(RUNS)]


def _returning(number: int) -> str:
    return f"morning{number}@example.org"


def _cookies_of_returning(many: int) -> list[str]:
    """Those of learners who have been here before, and are signed in."""
    User.objects.bulk_create([User(email=_returning(number), name="Robin") for number in range(many)], 1000)
    users = sorted(User.objects.filter(email__startswith="morning"), key=lambda user: int(user.email[7:].split("@")[0]))
    Learner.objects.bulk_create([Learner(user=user, name="Robin", email=user.email, **JOINED) for user in users], 1000)
    return [f"{settings.SESSION_COOKIE_NAME}={cookie}" for cookie in cookies_of(users)]


def _spend(server: Server, runs: list[str], cookies: list[str]) -> Morning:
    """Every second learner is a newcomer; each client takes the next person as soon as one has their answer."""
    morning, people, turn = Morning(), iter(range(LEARNERS)), threading.Lock()

    def work() -> None:
        while True:
            with turn:
                person = next(people, None)
            if person is None:
                return
            run, number = runs[person % RUNS], person // 2
            email = f"new{number}@example.org" if person % 2 else _returning(number)
            try:
                done = (
                    newcomer(TimedBrowser(server.port, morning), email, run)
                    if person % 2
                    else _book_and_look(TimedBrowser(server.port, morning, cookies[number]), email, run)
                )
            except NoAnswer:
                done = ""
            if done:
                morning.told.add((email, run))

    threads = [threading.Thread(target=work) for _client in range(CLIENTS)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    morning.seconds = time.perf_counter() - begun
    return morning


def _book_and_look(browser: Browser, email: str, run: str) -> str:
    place = book(browser, email, run)
    if place:
        browser.get(f"/my/places/{place}/")
    return place


def _anchors(server: Server, crowd: Crowd) -> tuple[float, float]:
    """Enrolments a second by the smallest Django POST on the same server, and by the bare driver."""
    bare = [BareRun.objects.create(places=10**7).pk for _run in range(RUNS)]
    requests = [post("/bench/enrol/", urlencode({"run": run, "learner": 1})) for run in bare]
    return crowd.rate(Job(server.port, requests, "302", 4 * SECONDS, CLIENTS)), bare_rate(RUNS, CLIENTS)


def _rate(morning: Morning, name: str, anchor: float, on: str) -> Line:
    ours = len(morning.told) / morning.seconds
    return Line(
        what=f"{THIS}, {LEARNERS:,} learners, half newcomers, {CLIENTS} at a time: enrolled / {name}",
        on=on,
        figure=f"{ours / anchor:.3g}",
        spread=f"{morning.seconds:.0f} s in all",
        ours=f"{ours:.3g} a second, every page counted",
        anchor=f"{anchor:,.0f} a second",
    )


def _times(what: str, seconds: list[float], on: str) -> Line:
    slowest_twentieth = statistics.quantiles(seconds, n=20)[-1]
    return Line(
        what=f"{THIS}: {what}, p95 in ms",
        on=on,
        figure=f"{1000 * slowest_twentieth:,.0f}",
        spread=f"{1000 * min(seconds):,.0f} – {1000 * max(seconds):,.0f}",
        ours=f"median {1000 * statistics.median(seconds):,.0f} ms of {len(seconds):,}",
    )
