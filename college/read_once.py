"""Rows that a request needs many times and reads once: the college's words, look and policy.

Kept for one request and no longer, so no process ever has to hear of another's change.
Outside of requests (commands, workers, tests) nothing is kept.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

_read: ContextVar[dict[Any, Any] | None] = ContextVar("read_once", default=None)


class ReadOnceMiddleware:
    """Every request begins knowing nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = _read.set({})
        try:
            return self.get_response(request)
        finally:
            _read.reset(before)


def read_once(what: Any, read: Callable[[], Any]) -> Any:
    """What `read` gives, asked the first time in this request only. `what` names it: a model, say."""
    kept = _read.get()
    if kept is None:
        return read()
    if what not in kept:
        kept[what] = read()
    return kept[what]


def is_in_a_request() -> bool:
    """Whether what is read now may be kept: not by commands, workers and tests."""
    return _read.get() is not None


def know(what: Any, value: Any) -> None:
    """It was read elsewhere: within this request nobody asks for it again."""
    kept = _read.get()
    if kept is not None:
        kept[what] = value


def forget(what: Any) -> None:
    """It has changed within this request."""
    kept = _read.get()
    if kept is not None:
        kept.pop(what, None)
