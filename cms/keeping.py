"""Whole public pages kept for visitors, who all read the same; never for someone signed in.

Kept in each process's own memory, under the shared mark of `college.freshness`: a
change anywhere makes every process draw anew, and a flood of odd addresses can push
out other pages but nothing that matters (counters of sign-in live elsewhere).
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from college import freshness
from college.read_once import read_once

# Days turn and embargoes pass without anyone changing a row.
SECONDS = 60

Name = TypeVar("Name", int, str)
Made = TypeVar("Made")


def kept(request: HttpRequest, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """The page from memory if it still holds, else drawn, and kept if it is the same for every visitor."""
    if not _is_anybody(request):
        return draw()
    pages = caches["pages"]
    mark = read_once(freshness, freshness.mark)
    key = _key(mark, get_language() or "", request.get_host(), request.path, request.GET.urlencode())
    if content := pages.get(key):
        return HttpResponse(content)
    response = draw()
    if hasattr(response, "render"):
        response = response.render()
    if response.status_code == 200 and not response.cookies and not _is_one_time(request):
        pages.set(key, response.content, SECONDS)
    return response


def while_unchanged(
    kind: str, names: Iterable[Name], make: Callable[[list[Name]], dict[Name, Made]]
) -> dict[Name, Made]:
    """Parts of pages, by name, kept as pages are; `make` makes those that are not kept, all at once.

    Parts that are the same for everybody who reads them, and that many pages have.
    """
    parts, mark, language = caches["parts"], read_once(freshness, freshness.mark), get_language() or ""
    keys = {name: _key(mark, language, kind, str(name)) for name in names}
    found = parts.get_many(keys.values())
    made = {name: found[key] for name, key in keys.items() if key in found}
    if lacking := [name for name in keys if name not in made]:
        new = make(lacking)
        parts.set_many({keys[name]: part for name, part in new.items()}, SECONDS)
        made |= new
    return made


def _is_anybody(request: HttpRequest) -> bool:
    personal = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return request.method == "GET" and not personal & set(request.COOKIES)


def _is_one_time(request: HttpRequest) -> bool:
    """Drawn with this visitor's form token, or counted each time it is asked for."""
    return "CSRF_COOKIE" in request.META or getattr(request, "is_counted", False)


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
