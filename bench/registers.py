"""A register of twelve on a slow phone: what travels, what is asked of the database, and how long it takes.

The phone is Chromium, with the network and the processor that its own developer tools call slow 3G and
four times slower, and without the worker that would have kept the page: the first time in a new hall.
"""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.servers import served
from bench.signed_in import client_of, cookies_of
from bench.sizes import SHEETS_ROUNDS, TINY
from bench.table import Goal, Line, verdict
from bench.workplace import HOUSE
from courses.models import Session
from enrolment.models import MarkEvent, Trainer
from tests.conftest import chromium
from tests.enrolment.teaching.without_signal import NARROW, WAITING
from tests.factories import AllocationFactory, EnrolmentFactory, RunFactory, TrainerFactory

NAMES = 12
# "Slow 3G" of Chromium's developer tools, in bytes a second and milliseconds.
SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 51_200, "uploadThroughput": 51_200}
SLOWER = 4
# A look at the list and one into the room, for each person.
LOOKING = 0 if TINY else 2
MINUTE, WEIGHT = Goal(at_most=60), Goal(at_most=100)


@dataclass
class Taken:
    """One register taken: the seconds of each part, and what travelled until the page stood."""

    opened: float = 0
    marked: float = 0
    received: float = 0
    sizes: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return self.opened + self.marked + self.received


def lines(folder: Path, *, on: str) -> list[Line]:
    """Nothing where there is no Chromium: the set-up says how to have it."""
    trainer = TrainerFactory()
    sessions = [_session(trainer, NAMES) for _round in range(SHEETS_ROUNDS)]
    asked = [_asked(trainer, session) for session in (sessions[0], _session(trainer, 2 * NAMES))]
    said = [_queries(*asked, on=on)]
    if chromium() is None:
        return said
    taken = _all_taken(folder, sessions, cookies_of([trainer.user])[0])
    if MarkEvent.objects.filter(mark__session__in=sessions).count() != NAMES * len(sessions):
        raise SystemExit("The server has not every mark that the phone gave.")
    return [*said, _weight(taken[0], on), _time(taken, on)]


def _session(trainer: Trainer, names: int) -> Session:
    """A session of today with its pair and so many people."""
    run = RunFactory(sessions=1, sessions__first_on=timezone.localdate(), capacity=names)
    AllocationFactory(run=run, trainer=trainer)
    AllocationFactory(
        run=run, trainer=TrainerFactory(kind="peer" if trainer.kind == "professional" else "professional")
    )
    EnrolmentFactory.create_batch(names, run=run)
    return run.sessions.get()


def _asked(trainer: Trainer, session: Session) -> int:
    """How many statements the register costs, the second time it is asked for."""
    client = client_of(trainer.user)
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(_path(session))
        if answer.status_code != 200:
            raise SystemExit(f"The register answered {answer.status_code}, and was to be counted.")
    return len(asked)


def _path(session: Session) -> str:
    return f"/teaching/registers/{session.code}/"


def _all_taken(folder: Path, sessions: list[Session], cookie: str) -> list[Taken]:
    """Each register taken by a phone of its own, the files served as a deployment collects them."""
    around = dict(os.environ) | {"DJANGO_SETTINGS_MODULE": "bench.on_http"}
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    if not TINY:
        subprocess.run(collect, cwd=HOUSE, env=around, check=True)
    paths = [_path(session) for session in sessions]
    with served(around, folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        return [_taken(browser, f"http://localhost:{server.port}", path, cookie) for path in paths]


def _taken(browser: Browser, college: str, path: str, cookie: str) -> Taken:
    context = browser.new_context(viewport=NARROW, service_workers="block")
    context.add_cookies([{"name": "session", "value": cookie, "url": college}])
    page = context.new_page()
    page.set_default_timeout(300_000)
    taken, tools = Taken(), _slowed(context.new_cdp_session(page))
    tools.on("Network.loadingFinished", lambda told: taken.sizes.append(told["encodedDataLength"]))
    began = time.perf_counter()
    page.goto(college + path)
    page.locator("html[data-registers=asked]").wait_for(state="attached")
    opened = time.perf_counter()
    taken.opened, arrived = opened - began, len(taken.sizes)
    _mark_everybody(page)
    marked = time.perf_counter()
    while page.evaluate(WAITING):
        page.wait_for_timeout(100)
    taken.marked, taken.received = marked - opened, time.perf_counter() - marked
    del taken.sizes[arrived:]
    context.close()
    return taken


def _slowed(tools: CDPSession) -> CDPSession:
    tools.send("Network.enable")
    if not TINY:
        tools.send("Network.emulateNetworkConditions", SLOW_3G)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return tools


def _mark_everybody(page: Page) -> None:
    rows = page.locator("[data-key]")
    for number in range(NAMES):
        page.wait_for_timeout(LOOKING * 1000)
        status = "did_not_attend" if number % 6 == 5 else "present"
        rows.nth(number).locator(f"input[value={status}]").check(force=True)


def _queries(few: int, many: int, *, on: str) -> Line:
    return Line(
        what=f"queries: teaching: register, {2 * NAMES} names to {NAMES}",
        on=on,
        figure=f"{many / few:.2f}",
        spread="exact",
        ours=f"{many} queries",
        anchor=f"{few} queries",
        goal="= 1",
        verdict="met" if many == few else "not met",
    )


def _weight(taken: Taken, on: str) -> Line:
    """Everything that the page asks for the first time it is opened, with its headers."""
    kilobytes = sum(taken.sizes) / 1024
    return Line(
        what=f"a register of {NAMES} as it travels the first time, KB",
        on=on,
        figure=f"{kilobytes:.0f}",
        spread="exact",
        ours=f"{len(taken.sizes)} requests",
        goal=str(WEIGHT),
        verdict=verdict(WEIGHT, kilobytes),
    )


def _time(taken: list[Taken], on: str) -> Line:
    seconds = [each.seconds for each in taken]
    middle = statistics.median(seconds)
    parts = [statistics.median(part) for part in zip(*((t.opened, t.marked, t.received) for t in taken), strict=True)]
    return Line(
        what=f"{NAMES} marks on slow 3G and a processor {SLOWER} times slower, {LOOKING} s to look at each person, s",
        on=on,
        figure=f"{middle:.1f}",
        spread=f"{min(seconds):.1f} – {max(seconds):.1f}",
        ours="{:.1f} opening, {:.1f} marking, {:.1f} until the server has all".format(*parts),
        goal=str(MINUTE),
        verdict=verdict(MINUTE, middle),
    )
