import json
import logging

import pytest
from django.test import Client
from django.urls import path

from college.logging import LineFormatter, NamelessFilter, pseudonym, scrub
from college.urls import *  # noqa: F403  the handlers and addresses of the site, and one that fails
from college.urls import urlpatterns as site
from tests.college.outbox.examples import NOW

CANARY = ["Agnes Canary", "agnes.canary@example.org", "07700 900123"]


def failing(request, name):
    raise ValueError(f"{request.POST['name']} {request.POST['email']} {name}")


def chatty(request):
    logging.getLogger("some.package").warning("Saved %s (%d)", request.POST["name"], 7)
    logging.getLogger("college.chatty").warning("Mail to %s", request.POST["email"])
    raise ZeroDivisionError


failing.login_required = chatty.login_required = False
urlpatterns = [path("fail/<name>/", failing), path("chatty/", chatty), *site]


@pytest.fixture
def lines():
    """What the site logs in this test, as its handlers would write it."""
    written = []

    class Sheet(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    sheet = Sheet()
    sheet.setFormatter(LineFormatter())
    sheet.addFilter(NamelessFilter())
    logging.getLogger().addHandler(sheet)
    yield written
    logging.getLogger().removeHandler(sheet)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/fail/Agnes%20Canary/?email=agnes.canary@example.org", "/chatty/"])
def test_nobody_is_named_in_the_log_of_a_view_that_fails(lines, visitor, address):
    name, email, phone = CANARY
    response = visitor.post(address, {"name": name, "email": email, "phone": phone})
    assert response.status_code == 500
    log = "\n".join(lines)
    assert not [word for word in [*CANARY, "Agnes", "agnes"] if word in log]
    [answered] = [line for line in map(json.loads, lines) if line.get("status") == 500]
    assert answered["route"] in ("fail/<name>/", "chatty/")
    assert answered["trace"][0] in ("ValueError", "ZeroDivisionError")
    assert answered["incident"] in response.text


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_not_repeated(lines, visitor):
    visitor.get("/learners/Agnes-Canary/")
    [line] = [json.loads(line) for line in lines if "Agnes" in line or '"status": 404' in line]
    assert line["route"] != "learners/Agnes-Canary/" and "Agnes" not in json.dumps(line)


def test_a_log_line_of_ours_that_names_someone_would_be_seen(lines):
    """The canary of the canary: the sheet does show what the filter cannot know to be a name."""
    logging.getLogger("college.planted").warning("Agnes Canary was here")
    assert "Agnes" in lines[-1]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("to agnes@example.org, twice", "to (e-mail), twice"),
        ("rang 07700 900123", "rang (number)"),
        ("rang +44 7700 900123.", "rang (number)."),
        ("row d449a272-ac80-4e4d-91a4-2160212fc6e8 gone", "row (id) gone"),
        ("learner 4kd7tq2mzp9x", "learner (code)"),
        ("took 1234 ms at 10:15:30", "took 1234 ms at 10:15:30"),
        ("on 2026-11-23 at 127.0.0.1:8000", "on 2026-11-23 at 127.0.0.1:8000"),
        ("a certificate printed", "a certificate printed"),
    ],
)
def test_what_is_scrubbed_and_what_is_not(said, kept):
    assert scrub(said) == kept


def test_only_allowed_keys_reach_the_line(lines):
    logging.getLogger("college.x").warning("Said", extra={"job": "tick", "name_of_learner": "Agnes"})
    line = json.loads(lines[-1])
    assert set(line) == {"at", "level", "from", "says", "job"}


def test_a_pseudonym_holds_for_one_day():
    today = pseudonym(7, on=NOW.date())
    assert today == pseudonym(7, on=NOW.date())
    assert today != pseudonym(7, on=NOW.date().replace(day=24))
    assert today != pseudonym(8, on=NOW.date())
