"""Pages for when something went wrong: kind, and true to the status code."""

import logging
import sys

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from college.fields import opaque_code

log = logging.getLogger(__name__)

# How SQLite words "not now"; its other operational errors are mistakes of ours.
_SQLITE_NOT_NOW = ("locked", "busy", "full", "unable to open", "disk i/o", "readonly")


def is_busy(problem: BaseException | None) -> bool:
    """True where the database could not answer now but may later: locked, full, stopped, timed out."""
    if isinstance(problem, InterfaceError):
        return True
    if not isinstance(problem, OperationalError):
        return False
    if connection.vendor != "sqlite":
        return True
    return any(words in str(problem).lower() for words in _SQLITE_NOT_NOW)


def standing_alone(template: str, *, status: int, title: str, words: str, **context) -> HttpResponse:
    """A page that asks nothing of database or session; drawn by hand if even its template fails."""
    try:
        page = loader.render_to_string(template, {"title": title, "words": words, **context})
    except Exception:
        log.exception("A page for a fault has a fault itself", extra={"status": status})
        page = format_html(
            '<!doctype html><html lang="{}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>{}</title>'
            "<main><h1>{}</h1><p>{}</p></main></html>",
            translation.get_language() or settings.LANGUAGE_CODE,
            title,
            title,
            words,
        )
    response = HttpResponse(page, status=status)
    response["Cache-Control"] = "no-store"
    return response


def busy() -> HttpResponse:
    """503: try again, nothing is half done."""
    response = standing_alone(
        "503.html",
        status=503,
        title=_("Please try again in a minute"),
        words=_("The site is very busy right now. What you just sent was not saved. Go back and send it again."),
    )
    response["Retry-After"] = "30"
    return response


def bad_request(request, exception=None, words: str = "") -> HttpResponse:
    """400: what came can't be read."""
    return standing_alone(
        "400.html",
        status=400,
        title=_("We could not read that"),
        words=words or _("Something in what was sent can't be read. Go back and try again."),
    )


@requires_csrf_token
def permission_denied(request, exception=None) -> HttpResponse:
    return render(request, "403.html", status=403)


@requires_csrf_token
def page_not_found(request, exception=None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request) -> HttpResponse:
    """500 with an incident number that is in the log as well; 503 where the database was too busy."""
    problem = sys.exc_info()[1]
    while problem is not None and not isinstance(problem, Error):
        problem = problem.__cause__
    if is_busy(problem):
        return busy()
    request.incident = opaque_code()[:8]
    return standing_alone(
        "500.html",
        status=500,
        title=_("Something went wrong here"),
        words=_("It is not your fault. If you tell us, say this number: %(number)s.") % {"number": request.incident},
        incident=request.incident,
    )


@requires_csrf_token
def lost_token(request, reason: str = "") -> HttpResponse:
    """403 when a form's safety token was lost: says that Back keeps the words, and how to go on."""
    return render(request, "403_csrf.html", status=403)
