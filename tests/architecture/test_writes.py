"""What is sent beside or instead of what a form asks for: fields of ours, rows of others, text that nobody can store,
addresses that nobody wrote. Nothing of it changes what it should not, and nothing is ever answered with a fault.
"""

import datetime as dt
import json
import os
import string
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.db import models, transaction
from django.forms import BaseForm
from django.http import HttpResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Run, Venue
from enrolment.models import Enrolment
from tests.architecture.doors import DOORS, Side, Who
from tests.architecture.filled import FILLED, OF_LIBRARIES
from tests.architecture.knocking import knock, our_routes
from tests.architecture.world import World

OURS = ("college", "courses", "enrolment", "cms")
# Written by the machine about itself, or anew each time.
APART = {"college.Heartbeat", "college.Limit"}


def address_of(world: World, name: str) -> str:
    filled = FILLED[name]
    route = our_routes()[filled.door or name]
    return route.address(world.arguments(route.name, route.arguments, Side.HERE) | (filled.instead or {}))


def test_every_door_that_takes_a_form_is_filled_in_here():
    doors = {name for name, door in DOORS.items() if door.post not in ("405", "404")}
    assert doors - OF_LIBRARIES == {filled.door or name for name, filled in FILLED.items()}


# What is stored ------------------------------------------------------------------------------


DRAWN = {"key", "message_id", "hash", "password", "sign_in_name", "revision", "text", "html", "about"}


def our_models() -> list[type[models.Model]]:
    found = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return [model for model in found if model._meta.label not in APART]


@cache
def there_before(model: type[models.Model]) -> frozenset:
    """The numbers of the rows that every test of this file begins with."""
    return frozenset(model.objects.values_list("pk", flat=True))


def stored() -> dict[str, list[str]]:
    """Every row of ours, without what differs each time: numbers, codes, times, words made from them."""
    rows = {}
    for model in our_models():
        fields = [field for field in model._meta.concrete_fields if _is_ours_to_compare(field)]
        found = model.objects.values_list(*(field.attname for field in fields))
        rows[model._meta.label] = sorted(str(list(map(_plain, fields, row))) for row in found)
    return rows


def _is_ours_to_compare(field: models.Field) -> bool:
    drawn = field.name in DRAWN or field.name.endswith("code")
    return not (field.primary_key or drawn or isinstance(field, models.DateTimeField | models.JSONField))


def _plain(field: models.Field, value: Any) -> Any:
    if value is not None and isinstance(field, models.ForeignKey):
        return value if value in there_before(field.related_model) else "a new row"
    return value if isinstance(value, str | int | None | dt.date | dt.time) else type(value).__name__


@pytest.fixture(autouse=True)
def remember(world):
    """Before anything is sent: which rows are there."""
    for model in apps.get_models():
        if model._meta.managed:
            there_before(model)


@pytest.fixture(scope="module", autouse=True)
def forget() -> Iterator[None]:
    there_before.cache_clear()
    yield
    there_before.cache_clear()


def after(world: World, name: str, fields: dict[str, Any]) -> tuple[dict, HttpResponse]:
    """What is stored once `fields` were sent; then all is as before."""
    found: dict = {}
    client = world.clients[FILLED[name].who]
    answer = knock(client, "POST", address_of(world, name), fields, then=lambda: found.update(stored()))
    return found, answer.response


# Fields that no form asks for ---------------------------------------------------------------------


def extras(asked: set[str]) -> dict[str, str]:
    """A value for every column of ours that the form does not ask for, as someone would try it."""
    sent: dict[str, str] = {}
    for model in our_models():
        for field in model._meta.concrete_fields:
            for name in {field.name, field.attname} - asked:
                sent[name] = _tried(field)
    return sent | {"status": "cancelled", "capacity": "99", "by": "1", "is_superuser": "on", "is_public": "on"}


def _tried(field: models.Field) -> str:
    if field.choices:
        return str(list(field.choices)[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateField):
        return "2020-01-01"
    if isinstance(field, models.IntegerField | models.ForeignKey):
        return "1"
    return "planted"


def asked_on_the_page(world: World, name: str) -> set[str]:
    """The names of all questions on the page that the form stands on."""
    response = world.clients[FILLED[name].who].get(address_of(world, name))
    found = _forms(response) if response.context else ()
    return {form.add_prefix(field) for form in found if isinstance(form, BaseForm) for field in form.fields}


@pytest.mark.parametrize("name", FILLED)
def test_fields_that_no_form_asks_for_change_nothing(world, name):
    fields = FILLED[name].fields(world)
    asked = set(fields) | asked_on_the_page(world, name)
    planted = {key: value for key, value in extras(asked).items() if key not in asked}
    plain, answer = after(world, name, fields)
    more, other = after(world, name, FILLED[name].fields(world) | planted)
    assert answer.status_code == other.status_code
    assert {label: rows for label, rows in more.items() if rows != plain[label]} == {}
    assert "planted" not in str(more)


def test_the_forms_are_filled_in_well_enough_to_be_taken(world):
    """Else the test above would compare two refusals."""
    before, refused = stored(), []
    for name, filled in FILLED.items():
        found, response = after(world, name, filled.fields(world))
        is_page = response.status_code == 200 and "pdf" not in response["Content-Type"]
        if found == before and is_page and not filled.shows_first:
            refused.append(f"{name}: {response.context and [form.errors for form in _forms(response)]}")
    assert [line for line in refused if not line.startswith(("one_time_code", "account_login"))] == [], "\n".join(
        refused
    )


def _forms(response) -> Iterator:
    for layer in response.context:
        yield from (value for value in layer.flatten().values() if hasattr(value, "errors"))


# Rows of others --------------------------------------------------------------------------------------


def there(world: World, name: str) -> Any:
    return world.rows[Side.THERE][name]


CROSSED = {
    "a run gets a venue of another locality": (
        "office:edit_run",
        lambda world: {"venue": Venue.objects.get(slug=there(world, "office:venue slug")).pk},
    ),
    "runs of another locality are published": ("office:term", lambda world: {"run": there(world, "office code")}),
    "a booking on a run of another locality": ("office:enrol", lambda world: {"run": there(world, "office code")}),
    "a booking on a run of another locality, for someone known": (
        "office:enrol_known",
        lambda world: {"run": there(world, "office code")},
    ),
    "a booking for a learner nobody asked about": (
        "office:enrol",
        lambda world: {"person": there(world, "office:person code")},
    ),
    "a trainer whom nobody has": ("office:ask_trainer", lambda world: {"trainer": "nobody"}),
    "an edition of another term": (
        "prospectus_anew",
        lambda world: {"edition": there(world, "prospectus_anew edition")},
    ),
    "a place of another run is marked": (
        "teaching:register",
        lambda world: {
            **dict.fromkeys(FILLED["teaching:register"].fields(world), ""),
            there(world, "my code"): "apologies",
        },
    ),
}


@pytest.mark.parametrize("told", CROSSED)
def test_rows_of_others_in_a_form_are_refused(world, told):
    name, changed = CROSSED[told]
    Run.objects.filter(code=there(world, "office code")).update(status="draft")
    before = stored()
    found, response = after(world, name, FILLED[name].fields(world) | changed(world))
    Run.objects.filter(code=there(world, "office code")).update(status="published")
    assert response.status_code in (200, 302, 404)
    shown = {label: rows for label, rows in found.items() if rows != before[label]}
    assert shown.keys() <= {"college.RecordOpening", "enrolment.Register"}  # an open, empty register


def test_a_mark_is_never_given_to_a_place_of_another_run(world):
    found, response = after(world, "teaching:register", {there(world, "my code"): "apologies"})
    assert response.status_code == 302
    assert found["enrolment.Mark"] == stored()["enrolment.Mark"]


# Text that nobody can store, or nobody meant ------------------------------------------------------------

LONG = 5_000
HOSTILE = {
    "nothing": b"",
    "NUL": b"a\0b",
    "half a letter": b"a\xed\xa0\x80b",
    "no UTF-8": b"\xff\xfe",
    "too long": b"x" * LONG,
    "long beyond letters": "🙂".encode() * (LONG // 4),
    "figures": b"9" * 5_000,
    "a number below nothing": b"-1",
    "other figures": "٣".encode(),
    "no date": b"31/02/2027",
    "a date beyond": b"1/1/99999",
    "braces": b"{{ 7|add:7 }}{% now %}%(name)s{0}",
}


# Each field meets one text in so many, its neighbours the others; EVERY_TEXT=1 sends all to all.
ONE_IN = 1 if os.environ.get("EVERY_TEXT") == "1" else 3


def texts_for(fields: dict[str, Any], begin: int) -> Iterator[tuple[str, bytes | str]]:
    """Which hostile text is sent in which field."""
    for place, field in enumerate(fields, start=begin):
        for number, text in enumerate(HOSTILE.values()):
            if (place + number) % ONE_IN == 0:
                yield field, text


def test_every_text_is_sent_in_many_fields():
    sent = {text for begin in range(ONE_IN) for _field, text in texts_for({"a": "", "b": ""}, begin)}
    assert sent == set(HOSTILE.values())


@pytest.mark.once  # PostgreSQL is the stricter one about text
@pytest.mark.parametrize("name", [name for name in FILLED if name != "imports:upload"])
def test_text_that_nobody_can_store_is_refused_or_kept_whole(world, name):
    """In each field alone. Never a fault; and what is answered with a form again has saved nothing."""
    filled, wrong = FILLED[name].fields(world), []
    client, address = world.clients[FILLED[name].who], address_of(world, name)
    for field, text in texts_for(filled, begin=list(FILLED).index(name)):
        sent = filled | {field: text}
        answer = knock(client, "POST", address, sent)
        status, kind = answer.response.status_code, answer.response.get("Content-Type", "")
        if status >= 500:
            wrong.append(f"{field}, {text[:20]!r}: {status}")
        if answer.writes - {"college_recordopening"} and status in (200, 400, 404) and "pdf" not in kind:
            found, _response = after(world, name, sent)
            if found != stored():
                wrong.append(f"{field}, {text[:20]!r} is half saved: {answer}, {sorted(answer.writes)}")
    assert wrong == []


# JSON in the one field that carries it (reliability, case 40).
BROKEN_JSON = {
    "half a letter": '{"Name": "\\ud800"}',
    "NUL": '{"Name": "\\u0000"}',
    "no number": '{"Name": NaN}',
    "no end": '{"Name": ',
    "deep": "[" * 100_000,
    "deep and whole": '{"a":' * 20_000 + "1" + "}" * 20_000,
    "huge number": '{"Name": ' + "9" * 5000 + "}",
    "a list": "[1]",
    "a word": '"Name"',
    "nothing": "null",
    "no words": '{"Name": {"a": 1}}',
    "unknown column": '{"planted": "x"}',
    "too long": json.dumps({"Name": "x" * LONG}),
    "twice": '{"Name": "a", "Name": "b"}',
}


@pytest.mark.parametrize("broken", BROKEN_JSON)
def test_broken_json_is_refused_in_a_sentence_or_a_404(world, broken):
    found, response = after(world, "imports:line suggestion", {"suggestion": BROKEN_JSON[broken]})
    assert response.status_code in (302, 404, 400)
    assert "planted" not in str(found)


# Addresses and queries that nobody wrote ---------------------------------------------------------------

STARTS = sorted({route.path.lstrip("^").partition("<")[0].partition("(")[0] for route in our_routes().values()})
SOME = [Who.VISITOR, Who.LEARNER, Who.TRAINER, Who.COORDINATOR, Who.ADMINISTRATOR]
LETTERS = string.ascii_letters + string.digits + "/-_.~%?#&=+;:@\\<>'\"{}()[]|^`\0\x7f éß‮🙂\u2028"
NAMES = ["q", "page", "place", "day", "strand", "how", "learner", "run", "code", "next", "kind", "change", "v"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_address_and_no_query_is_answered_with_a_fault(world, data):
    start = data.draw(st.sampled_from(STARTS))
    path = "/" + start + data.draw(st.text(LETTERS, max_size=40))
    query = data.draw(st.dictionaries(st.sampled_from(NAMES) | st.text(LETTERS, max_size=6), st.text(max_size=30)))
    who, method = data.draw(st.sampled_from(SOME)), data.draw(st.sampled_from(["GET", "POST", "HEAD"]))
    address = quote(path, safe="/%") + "?" + urlencode(query, errors="replace")
    if path.startswith(("/accounts/2fa/", "/accounts/organisation/")):
        return  # allauth's own
    assert never_a_fault(world, who, method, address)


def never_a_fault(world: World, who: Who, method: str, address: str) -> bool:
    answer = knock(world.clients[who], method, address).response
    return answer.status_code < 500 or (answer.status_code == 503 and address.startswith("/health/"))


@pytest.mark.parametrize("name", ["page", "q", "place", "day", "strand", "how", "term"])
@pytest.mark.parametrize("value", ["9" * 5000, "-1", "١", "a\0b", "\udcff", "'; --", "%00", "1e9", "null", "", "🙂"])
def test_pages_that_read_their_query_take_anything(world, name, value):
    asked = urlencode({name: value}, errors="surrogateescape")
    for path in ("/courses/", "/office/people/", "/office/imports/", "/certificates/check/", "/accounts/login/"):
        assert never_a_fault(world, Who.COORDINATOR, "GET", f"{path}?{asked}")
    assert never_a_fault(world, Who.DATA_PROTECTION, "GET", f"/office/records/?learner={asked}&{asked}")


@pytest.mark.parametrize("number", ["0", "00", "9" * 30, "9223372036854775808", "2147483648"])
def test_numbers_in_addresses_may_be_any(world, number):
    sheet = world.rows[Side.HERE]["imports code"]
    paths = [f"/office/imports/{sheet}/lines/{number}/", f"/office/team/{number}/end/", f"/documents/{number}/a.pdf"]
    for path in [*paths, f"/outbox/{number}/", f"/office/messages/{number}/done/"]:
        for who in (Who.COORDINATOR, Who.ADMINISTRATOR):
            assert never_a_fault(world, who, "GET", path)
            assert never_a_fault(world, who, "POST", path)


def test_a_view_that_raises_would_be_seen(world, monkeypatch):
    def raises(*args, **kwargs):
        raise ValueError("planted")

    monkeypatch.setattr("enrolment.office.queries.named_like", raises)
    assert not never_a_fault(world, Who.COORDINATOR, "GET", "/office/people/?q=sam")


def test_a_form_that_saves_half_would_be_seen(world, monkeypatch):
    """The comparison sees a row that was saved, whatever the page said."""
    before = stored()
    with transaction.atomic():
        Enrolment.objects.filter(code=world.rows[Side.HERE]["my code"]).update(status="withdrawn")
        assert stored() != before
        transaction.set_rollback(True)
