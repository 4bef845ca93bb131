"""Every address of the project, and what somebody who knocks there is answered and has changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.doors import DOORS

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
# Who is signed in, and how often someone has tried: kept for anybody.
ALWAYS_WRITTEN = {"django_session", "usersessions_usersession", "college_cache", "college_limit"}


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    pattern: URLPattern

    @property
    def arguments(self) -> list[str]:
        """The names in its address; numbers where it names none."""
        named = re.findall(r"<(?:\w+:)?(\w+)>", self.path)
        return named or [str(place) for place in range(self.pattern.pattern.regex.groups)]

    def address(self, filled: dict) -> str:
        if self.name.startswith("openid_connect"):  # its own pattern inside a pattern, which reverse() can't fill
            return "/" + re.sub(r"\^?\(\?P<provider_id>.+?\)", "sign-in", self.path)
        if filled and all(name.isdecimal() for name in filled):
            return reverse(self.name, args=filled.values())
        return reverse(self.name, kwargs=filled)


@dataclass(frozen=True)
class Answer:
    response: HttpResponse
    writes: frozenset[str]

    def __str__(self) -> str:
        where = self.response.get("Location", "")
        return f"{self.response.status_code} {where}".strip()


def routes(resolver: URLResolver | None = None, space: str = "", before: str = "") -> Iterator[Route]:
    for found in (resolver or get_resolver()).url_patterns:
        path = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from routes(found, f"{space}{found.namespace}:" if found.namespace else space, path)
        else:
            yield Route(f"{space}{found.name or ''}", path, found)


def is_editors(route: Route) -> bool:
    """Wagtail's screens, and the shut doors before them; held to by the second half of this file."""
    return route.path.lstrip("^").startswith(settings.EDITORS_PATH.lstrip("/")) and route.name not in DOORS


@cache
def our_routes() -> dict[str, Route]:
    return {route.name: route for route in routes() if not is_editors(route) and route.path != "_util/login/"}


def knock(client: Client, method: str, address: str, sent: dict | None = None, *, then=lambda: None) -> Answer:
    """What `client` is answered, and the tables it wrote to. Afterwards nothing has happened.

    Bytes among `sent` arrive as they are, whatever letters they are no part of. `then` is called before all
    is put back, to look at what is stored.
    """
    writes, cookies = set(), client.cookies.copy()

    def see(execute, sql, params, many, context):
        if found := WRITE.match(sql):
            writes.add(found[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(see):
        response = _post(client, address, sent or {}) if method == "POST" else client.generic(method, address)
        then()
        transaction.set_rollback(True)
    client.cookies = cookies
    return Answer(response, frozenset(writes - ALWAYS_WRITTEN))


def _post(client: Client, address: str, sent: dict):
    """As a browser sends a form. The test client would take bytes for a list of numbers."""
    if not any(isinstance(value, bytes) for value in sent.values()):
        return client.post(address, sent)
    return client.post(address, urlencode(sent, doseq=True), content_type="application/x-www-form-urlencoded")
