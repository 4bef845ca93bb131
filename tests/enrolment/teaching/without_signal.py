"""A trainer's phone for tests: a browser of its own, signed in, that can lose its signal."""

from collections.abc import Callable

from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from enrolment.models import Mark, MarkEvent
from enrolment.teaching.pack import person_key
from tests.browser import sign_in

NARROW = {"width": 360, "height": 740}
WAITING = """async () => (await registerStore.waiting()).length"""
NAMES = """async () => (await registerStore.onThisPhone()).reduce((many, one) => many + one.names.length, 0)"""


class Phone:
    """One browser on one register."""

    def __init__(self, browser, live_server, user, session):
        self.server, self.user, self.session = live_server, user, session
        self.context: BrowserContext = browser.new_context(viewport=NARROW)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.counted = 0
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        sign_in(self.page, live_server, user)

    @property
    def address(self) -> str:
        return f"{self.server.url}/teaching/registers/{self.session.code}/"

    def open(self) -> None:
        """The register, as far as it can be had; waits until page and store agree."""
        self.page.goto(self.address)
        self.settled()

    def settled(self) -> None:
        self.page.locator("html[data-registers=asked]").wait_for(state="attached")

    def take_along(self) -> None:
        """Opened once where there is signal: worker at work, names on the phone."""
        self.open()
        self.page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        until(self.page, lambda: self.page.evaluate("navigator.serviceWorker.controller !== null"))

    def lose_signal(self) -> None:
        self.context.set_offline(True)

    def find_signal(self) -> None:
        self.context.set_offline(False)

    def mark(self, enrolment, status: str) -> None:
        """One press, a change or not; where it is one, the phone has kept it before anything else happens."""
        radio = self.page.locator(f"[data-key='{enrolment.code}'] input[value={status}]")
        before, is_change = self.number(), not radio.is_checked()
        radio.check(force=True)
        until(self.page, lambda: self.number() == before + is_change)

    def keep(self, session, enrolment, status: str) -> None:
        """A mark on another register than the one that is open, as its rows give it."""
        given = [session.code, enrolment.code, status, person_key(self.user)]
        self.page.evaluate("async (given) => { await registerQueue.mark(...given); }", given)

    def number(self) -> int:
        """How many marks this phone has ever given."""
        return self.page.evaluate("async () => (await (await idb.openDB('registers')).get('about', 'number')) || 0")

    def send(self) -> None:
        self.page.evaluate("async () => { await registerQueue.flush({ fresh: true }); }")

    def waiting(self) -> int:
        return self.page.evaluate(WAITING)

    def names(self) -> int:
        return self.page.evaluate(NAMES)

    def says(self, part: str) -> str:
        place = self.page.locator(f"[data-part={part}]")
        return place.inner_text() if place.is_visible() else ""

    def row_says(self, enrolment) -> str:
        return self.page.locator(f"[data-key='{enrolment.code}'] [data-row-state]").inner_text()

    def lose_sign_in(self) -> None:
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def sign_in(self, user=None) -> None:
        sign_in(self.page, self.server, user or self.user)

    def close(self) -> None:
        self.context.close()


def until(page: Page, holds: Callable[[], bool], tries: int = 100) -> None:
    """Waits, by looking, until the server's rows are so."""
    for _try in range(tries):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It never came to be so.")


def statuses(session) -> list[str]:
    rows = Mark.objects.filter(session=session).order_by("enrolment__learner__name")
    return list(rows.values_list("status", flat=True))


def events() -> int:
    return MarkEvent.objects.count()
