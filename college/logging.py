"""Log lines that say what went wrong and never about whom.

One JSON object a line with allow-listed keys. No request bodies, no values of
exceptions, no addresses as typed: a page is named by its route.
"""

import datetime as dt
import hashlib
import hmac
import json
import logging
import re
import traceback

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

ALLOWED = ("incident", "status", "method", "route", "job", "count", "tries", "channel", "problem")
OURS = ("college", "courses", "enrolment", "cms")

# These speak of the machine; every other exception may quote what a person typed.
SPEAKABLE = (OperationalError, ImproperlyConfigured, ImportError)

_SCRUB = [
    (re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;]+"), "(e-mail)"),
    (re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"), "(id)"),
    (re.compile(r"\b(?=[a-z]*[0-9])[23456789bcdfghjkmnpqrstvwxz]{12}\b"), "(code)"),
    (re.compile(r"(?<![\w.:+-])(?!\d{4}-\d\d-\d\d\b)\+?\(?\d[\d ()-]{7,}\d(?![\w:-]|\.\d)"), "(number)"),
]


def scrub(text: str) -> str:
    """`text` without e-mail addresses, telephone numbers, ids and opaque codes."""
    for pattern, word in _SCRUB:
        text = pattern.sub(word, text)
    return text


def pseudonym(who, *, on: dt.date) -> str:
    """Eight figures that stand for `who` in the log of one day, and for nobody on the next."""
    text = f"{on.isoformat()} {who}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()[:8]


def _wordless(value):
    return value if isinstance(value, int | float | bool) or value is None else "…"


class NamelessFilter(logging.Filter):
    """Takes out of a record whatever could name a person, before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "nameless", False):
            return True
        request = getattr(record, "request", None)
        if request is not None:
            self._name_the_page(record, request)
        elif record.name.split(".")[0] not in OURS:
            self._empty_the_arguments(record)
        try:
            record.msg = scrub(record.getMessage())
        except (TypeError, ValueError):
            record.msg = scrub(str(record.msg))
        record.args = None
        record.nameless = True
        return True

    def _name_the_page(self, record, request) -> None:
        match = getattr(request, "resolver_match", None)
        record.route = match.route if match else "(no such page)"
        record.method = getattr(request, "method", "")
        record.incident = getattr(request, "incident", "")
        record.status = getattr(record, "status_code", "")
        record.msg, record.args = "Answered %s", (record.status,)
        record.request = None

    def _empty_the_arguments(self, record) -> None:
        if isinstance(record.args, dict):
            record.args = {key: _wordless(value) for key, value in record.args.items()}
        elif record.args:
            record.args = tuple(_wordless(value) for value in record.args)


def _first_line(problem: BaseException) -> str:
    words = str(problem).splitlines() or [""]
    return scrub(words[0])[:160]


def _without_values(problem: BaseException | None) -> list[str]:
    lines: list[str] = []
    while problem is not None:
        said = f": {_first_line(problem)}" if isinstance(problem, SPEAKABLE) else ""
        lines.append(type(problem).__qualname__ + said)
        for frame in traceback.extract_tb(problem.__traceback__)[-12:]:
            lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
        problem = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    return lines


class LineFormatter(logging.Formatter):
    """One JSON object a line; of the extra keys only those that are allowed."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        line |= {key: value for key in ALLOWED if (value := getattr(record, key, "")) not in ("", None)}
        if record.exc_info and record.exc_info[1]:
            line["trace"] = _without_values(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__)
