"""A venue's own page says how to get there and in, shows the door, and what runs there; the office keeps it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model

from cms.actions import lay_out_site
from cms.models import CoursePage, VenuePicture
from cms.printing.contents import TermRows, contents_of
from cms.venues.actions import MOST, EnoughPictures, add_picture
from college.pictures import redrawn
from tests.cms.test_pictures import HOSTILE, picture
from tests.cms.test_public_pages import cost
from tests.factories import LocalityFactory, RunFactory, SessionFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    leeds = LocalityFactory(name="Leeds", slug="leeds")
    return VenueFactory(name="The Hall", slug="the-hall", locality=leeds, getting_there="Bus 22 stops outside.")


def photograph(number: int = 0) -> SimpleUploadedFile:
    return SimpleUploadedFile("door.png", picture("PNG", (60 + number, 40)))


def shown(venue, now, number: int = 0, shows: str = "A green door") -> VenuePicture:
    return add_picture(venue=venue, file=redrawn(photograph(number)), shows=shows, by=UserFactory(), now=now)


# What a visitor reads ----------------------------------------------------------------------------


def test_its_page_says_all_about_it(client, hall, now):
    RunFactory(course__title="Sleeping well", venue=hall, locality=hall.locality)
    lay_out_site(now=now)
    shown(hall, now)
    page = client.get("/venues/the-hall/").content.decode()
    for words in ("The Hall", "Bus 22 stops outside.", "Step-free from the street: yes", 'alt="A green door"'):
        assert words in page, words
    assert ">Sleeping well</a>" in page
    assert 'href="/venues/the-hall/"' in client.get(CoursePage.objects.get().url).content.decode()
    assert "/venues/the-hall/" in client.get("/sitemap.xml").content.decode()


def test_it_lists_what_meets_there_only_once_in_a_while(client, hall, now):
    run = RunFactory(course__title="A walk", sessions=1)
    SessionFactory(run=run, venue=hall, held_on=run.sessions_on()[0].held_on + dt.timedelta(days=7))
    RunFactory(course__title="Elsewhere", venue=VenueFactory(locality=hall.locality))
    lay_out_site(now=now)
    page = client.get("/venues/the-hall/").content.decode()
    assert ">A walk</a>" in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize(
    "hidden",
    [{"is_listed": False}, {"status": "draft"}, {"course__is_public": False}, {"venue__is_online": True}],
    ids=["closed", "draft", "words", "online"],
)
def test_where_nothing_public_meets_there_is_no_page(client, now, hidden):
    run = RunFactory(**hidden)
    lay_out_site(now=now)
    assert client.get(f"/venues/{run.venue.slug}/").status_code == 404
    assert run.venue.slug not in client.get("/sitemap.xml").content.decode()


def test_a_venue_s_page_costs_the_same_with_every_picture_and_run(client, hall, now):
    def fill(runs, pictures):
        for _n in range(runs):
            RunFactory(venue=hall, locality=hall.locality, sessions=1)
        for number in pictures:
            shown(hall, now, number)
        lay_out_site(now=now)
        client.get("/venues/the-hall/")  # pictures are drawn to size once

    fill(1, [0])
    first = cost(client, "/venues/the-hall/?fresh=1")
    fill(8, range(1, MOST))
    assert cost(client, "/venues/the-hall/?fresh=2") == first


def test_paper_says_in_words_what_pictures_show(hall, now):
    run = RunFactory(venue=hall, locality=hall.locality)
    shown(hall, now)
    [(_place, [place])] = contents_of(TermRows(run.term, now)).venues
    assert place.seen == ("A green door",)


# What the office does -----------------------------------------------------------------------------


def test_a_photograph_is_added_described_and_taken_away(sign_in, editor, hall):
    client, address = sign_in(editor), reverse("venue_pictures", args=["the-hall"])
    sent = client.post(address, {"press": "add", "shows": "A green door", "picture": photograph()}, follow=True)
    assert "The photograph is on the page" in sent.content.decode()
    one = VenuePicture.objects.get()
    assert one.picture.width == 60
    at = reverse("venue_picture", args=["the-hall", one.pk])
    client.post(at, {"press": "words", "shows": "A green door with a bell"})
    one.refresh_from_db()
    assert one.shows == "A green door with a bell"
    client.post(at, {"press": "take_away"})
    assert not VenuePicture.objects.exists()
    assert get_image_model().objects.count() == 1


@pytest.mark.parametrize("name", sorted(HOSTILE)[:3])
def test_what_is_no_picture_is_refused_beside_its_field(sign_in, editor, hall, name):
    fields = {"press": "add", "shows": "A green door", "picture": SimpleUploadedFile(name, HOSTILE[name])}
    page = sign_in(editor).post(reverse("venue_pictures", args=["the-hall"]), fields).content.decode()
    assert "nhsuk-error-message" in page
    assert 'value="A green door"' in page
    assert not get_image_model().objects.exists()


def test_a_photograph_without_words_is_refused(sign_in, editor, hall):
    address = reverse("venue_pictures", args=["the-hall"])
    page = sign_in(editor).post(address, {"press": "add", "shows": " ", "picture": photograph()})
    assert page.status_code == 200
    assert not VenuePicture.objects.exists()


def test_the_same_photograph_sent_twice_stands_once_and_a_fourth_not_at_all(hall, now):
    for number in range(MOST):
        shown(hall, now, number)
    assert shown(hall, now, 0, shows="The same door").pk == VenuePicture.objects.first().pk
    with pytest.raises(EnoughPictures):
        shown(hall, now, MOST)
    assert get_image_model().objects.count() == VenuePicture.objects.count() == MOST
