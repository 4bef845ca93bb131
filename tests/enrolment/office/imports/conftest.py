"""The college that the shared sheets are about, and people of its office."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from django.utils.text import slugify

from courses.models import ClosedPeriod, Locality, Strand, Term, Venue
from enrolment.office.actions.applying import apply_sheet
from enrolment.office.actions.sheets import mend_line, upload_sheet
from enrolment.office.imports.planning import plan_for
from tests.courses.sheets.sheets import KNOWN, PROGRAMME, TERM, TRAINERS, VENUES
from tests.factories import TermFactory, UserFactory

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def term(db) -> Term:
    for name in VENUES:
        Locality.objects.create(name=name, slug=slugify(name), is_online=name == "Online")
    for name in KNOWN.strands:
        Strand.objects.create(name=name, slug=slugify(name))
    for locality, venues in VENUES.items():
        for name in venues:
            where = Locality.objects.get(name=locality)
            Venue.objects.create(name=name, slug=slugify(name), locality=where, is_online=where.is_online)
    term = TermFactory(name="Spring 2027", slug="spring-2027", starts_on=TERM.first_on, ends_on=TERM.last_on)
    for days in TERM.closed:
        ClosedPeriod.objects.create(term=term, first_on=days.first_on, last_on=days.last_on, reason=days.reason)
    return term


@pytest.fixture
def coordinator(term):
    return UserFactory(role="coordinator")


@pytest.fixture
def of_rotherham(term):
    return UserFactory(role="coordinator", role__locality=Locality.objects.get(name="Rotherham"))


@pytest.fixture
def signed_in(client):
    """Signs someone in with both factors shown."""

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return sign_in


def bring(term, by, content: bytes = PROGRAMME, *, name: str = "programme.csv", kind: str = "programme"):
    sheet, _notices = upload_sheet(kind=kind, term=term, content=content, name=name, by=by, now=NOW)
    return sheet


def bring_trainers(term, by, content: bytes = TRAINERS):
    return bring(term, by, content, name="trainers.csv", kind="trainers")


def settle(sheet, by):
    """Presses the first suggestion of every doubt until none is left."""
    for _round in range(5):
        plan = plan_for(sheet, by=by)
        if not plan.in_doubt:
            return plan
        for line in plan.in_doubt:
            for doubt in line.doubts:
                mend_line(sheet=sheet, number=line.number, cells=doubt.suggestions[0].cells, by=by, now=NOW)
    raise AssertionError(plan.in_doubt)


def apply(sheet, by, overwrite=()):
    return apply_sheet(sheet=sheet, overwrite=overwrite, by=by, now=NOW)


def applied(term, by, content: bytes = PROGRAMME):
    sheet = bring(term, by, content)
    settle(sheet, by)
    return apply(sheet, by)
