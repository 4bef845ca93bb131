"""People who use the college all at once, ask again when nobody answers, and note what they were told."""

import http.client
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.workplace import HOST

FORM = "application/x-www-form-urlencoded"
TOKEN = "b" * 32
# Answers after which a person asks again: the server says it is busy, or says nothing.
BUSY = {502, 503, 504}


@dataclass(frozen=True)
class Told:
    """What someone was told: the code of their place, the run, and who they are."""

    code: str
    run: str
    email: str


@dataclass
class Notes:
    """What all people together were told, and what they saw go wrong."""

    places: list[Told] = field(default_factory=list)
    given_up: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)


class NoAnswer(Exception):
    """Nobody answered, however often it was tried; nothing was promised."""


class Browser:
    """One person's browser: cookies given to it, a connection kept, a form sent again when the line breaks."""

    def __init__(self, port: int, notes: Notes, cookies: str = ""):
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.notes = notes
        self.cookies = "; ".join(filter(None, [cookies, f"__Host-csrf={TOKEN}"]))

    def get(self, path: str) -> str:
        return self._ask("GET", path, None)

    def post(self, path: str, **given: str) -> str:
        """Sends a form; where the answer leads."""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN} | given))

    def _ask(self, method: str, path: str, body: str | None) -> str:
        for again in range(40):
            try:
                status, where = self._once(method, path, body)
            except (OSError, http.client.HTTPException):
                self.line.close()
                self.notes.seen["line broken, asked again"] += 1
                time.sleep(min(0.1 * 2**again, 2))
                continue
            if status not in BUSY:
                self.notes.seen[f"{method} answered {status}"] += 1
                return where
            self.notes.seen[f"busy ({status}), asked again"] += 1
            time.sleep(0.5)
        raise NoAnswer

    def _once(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Origin": f"https://{HOST}", "Cookie": self.cookies}
        self.line.request(method, path, body, headers | ({"Content-Type": FORM} if body else {}))
        answer = self.line.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")


def book(browser: Browser, email: str, run: str) -> str:
    """A learner books in two steps; the code of the place, "" where it said no."""
    browser.get(f"/join/{run}/")
    where = browser.post(f"/join/{run}/")
    if not where.startswith("/my/places/"):
        browser.notes.seen["told no"] += 1
        return ""
    code = where.split("/")[3]
    browser.notes.places.append(Told(code, run, email))
    return code


def give_up(browser: Browser, code: str) -> None:
    """A learner leaves a place or a list; whoever waits moves up."""
    browser.get(f"/my/places/{code}/give-up/")
    if browser.post(f"/my/places/{code}/give-up/"):
        browser.notes.given_up.add(code)


def newcomer(browser: Browser, email: str, run: str) -> str:
    """Six screens to a place; the address of the page that says it is done, "" where it said no."""
    screens = [
        {"name": "Sam"},
        {"route": "email", "email": email},
        {"old_enough": "yes"},
        {"needs": "breaks"},
        {"agree": "on"},
        {},
    ]
    path = f"/join/{run}/"
    for given in screens:
        browser.get(path)
        path = browser.post(path, **given)
        if not path:
            return ""
    browser.get(path)
    return path if path.endswith("/done/") else ""


@dataclass
class Crowd:
    """`learners` are (email, session cookie); `runs` the codes they ask for."""

    port: int
    learners: list[tuple[str, str]]
    runs: list[str]
    notes: Notes = field(default_factory=Notes)
    arrived: list[tuple[str, str]] = field(default_factory=list)

    def use_until(self, stop: threading.Event, *, clients: int) -> None:
        """All at it until `stop`; returns when each has finished what they were doing."""
        threads = [threading.Thread(target=self._one, args=(number, clients, stop)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, number: int, clients: int, stop: threading.Event) -> None:
        chance, mine = random.Random(number), self.learners[number::clients]
        booked: list[tuple[str, str]] = []
        turn = 0
        while not stop.is_set():
            turn += 1
            run = chance.choice(self.runs)
            try:
                if turn % 6 == 0:
                    email = f"newcomer{number}.{turn}@example.org"
                    if done := newcomer(Browser(self.port, self.notes), email, run):
                        self.arrived.append((done.split("/")[3], email))
                elif turn % 6 == 3:
                    Browser(self.port, self.notes).get("/courses/")
                elif turn % 6 == 5 and booked:
                    cookies, code = booked.pop(chance.randrange(len(booked)))
                    give_up(Browser(self.port, self.notes, cookies), code)
                else:
                    email, cookies = chance.choice(mine)
                    if code := book(Browser(self.port, self.notes, cookies), email, run):
                        booked.append((cookies, code))
            except NoAnswer:
                self.notes.seen["gave up asking"] += 1
