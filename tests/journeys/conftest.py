"""The college before the first sheet comes, and people with browsers of their own."""

import pytest
from django.utils import timezone

from courses.models import Locality, Strand
from tests.college.signin.conftest import set_up_app
from tests.courses.sheets.sheets import KNOWN, VENUES
from tests.factories import UserFactory, VenueFactory
from tests.journeys.people import Person


@pytest.fixture
def areas(transactional_db):
    """What a manager has set up before the first sheet comes."""
    from cms.actions import lay_out_site  # noqa: PLC0415  needs Wagtail's apps

    for name in VENUES:
        locality = Locality.objects.create(name=name, slug=name.lower().replace(" ", "-"), is_online=name == "Online")
        for number, venue in enumerate(VENUES[name]):
            VenueFactory(locality=locality, name=venue, slug=f"{locality.slug}-{number}", is_online=name == "Online")
    for number, name in enumerate(KNOWN.strands):
        Strand.objects.create(name=name, slug=f"strand-{number}")
    lay_out_site(now=timezone.now())


@pytest.fixture
def coordinator(areas):
    user = UserFactory(role="coordinator", email="priya@college.example", name="Priya")
    set_up_app(user)
    return user


@pytest.fixture
def person(browser, live_server):
    people = []

    def someone(**traits) -> Person:
        people.append(Person(browser, live_server.url, **traits))
        return people[-1]

    yield someone
    for each in people:
        each.leaves()
