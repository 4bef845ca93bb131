"""Queries a page: the same number however many runs the college has."""

import itertools
from urllib.parse import urlencode

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.signed_in import client_of
from bench.sizes import FEW, MANY
from bench.table import Line
from college import freshness
from college.models import User
from courses.models import Run
from courses.queries import current_edition


def asked_by_pages() -> dict[str, int]:
    """How many statements each page costs now, the second time it is asked for."""
    run = Run.objects.order_by("pk").first()
    visitor = client_of()
    people = {name: client_of(User.objects.get(email=f"{name}@example.org")) for name in WHO}
    return {
        "course list": _statements(visitor, "/courses/?n={n}"),
        "filtered course list": _statements(visitor, f"/courses/?{_every_filter(run)}&n={{n}}"),
        "course page": _statements(visitor, f"/courses/{current_edition(run.course).slug}/?n={{n}}"),
        "office: a term's runs": _statements(people["coordinator"], "/office/terms/spring/"),
        "teaching: today": _statements(people["trainer"], "/teaching/"),
        "my home": _statements(people["learner"], "/my/"),
    }


def _every_filter(run: Run) -> str:
    """A question to the list that names every filter, and that `run` answers."""
    first = run.sessions_on()[0]
    one = {
        "place": run.locality.slug,
        "day": first.held_on.isoweekday(),
        "time": "morning",
        "strand": run.course.strand.slug,
        "format": run.format,
        "audience": run.course.audiences.get().slug,
        "language": run.languages[0],
    }
    return urlencode(one | {"access": "step_free", "q": "sleep", "near": "LS1"})


# The most that performance.md gives the uncached list.
LIST = 15
_numbers = itertools.count()
WHO = ("coordinator", "trainer", "learner")


def _statements(client: Client, path: str) -> int:
    """Asked the second time with nothing kept but the mark: no page, no card, no filter from before."""
    for _time in range(2):
        for kept in ("pages", "parts"):
            caches[kept].clear()
        freshness.mark()
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path.replace("{n}", str(next(_numbers))))
        if response.status_code != 200 or b"nothing like this" in response.content:
            raise SystemExit(f"{path} answered {response.status_code}, and was to be counted.")
    return len(asked)


def lines(few: dict[str, int], many: dict[str, int], *, on: str) -> list[Line]:
    """A line a page: what it asks at 10 runs and at 2,000."""
    return [
        Line(
            what=f"queries: {page}, {MANY:,} runs to {FEW}",
            on=on,
            figure=f"{many[page] / few[page]:.2f}",
            spread="exact",
            ours=f"{many[page]} queries",
            anchor=f"{few[page]} queries",
            goal="= 1" + (f" and ≤ {LIST} queries" if page == "course list" else ""),
            verdict="met" if _is_met(page, few[page], many[page]) else "not met",
        )
        for page in few
    ]


def _is_met(page: str, few: int, many: int) -> bool:
    return few == many and (page != "course list" or many <= LIST)
