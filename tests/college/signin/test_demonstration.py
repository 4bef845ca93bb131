"""Stepping into someone's shoes: in the demonstration only, and never in production."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.http import Http404
from django.test import RequestFactory
from django.urls import path, resolve

from college.signin import shoes, urls
from college.urls import urlpatterns as all_of_them
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HERE = "/demonstration/"
urlpatterns = [path("demonstration/", shoes.shoes, name="shoes"), *all_of_them]


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True
    settings.ROOT_URLCONF = __name__


def test_every_person_of_the_demonstration_has_a_button(client, demonstration):
    UserFactory(name="Lena Learner", shoes="Learner")
    UserFactory(name="Real Person")
    page = client.get(HERE).content.decode()
    assert "Lena Learner" in page
    assert "Visitor" in page
    assert "Real Person" not in page


def test_one_press_steps_in_and_another_steps_out(client, demonstration):
    learner, clerk = UserFactory(shoes="Learner"), UserFactory(shoes="Coordinator", role="coordinator")
    for person in (learner, clerk):
        assert client.post(HERE, {"person": person.pk}).headers["Location"] == "/accounts/welcome/"
        assert client.session["_auth_user_id"] == str(person.pk)
    assert client.post(HERE, {"person": "visitor"}).headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("person", ["", "0", "-1", "9" * 30, "²", "abc"])
def test_nobody_else_can_be_stepped_into(client, demonstration, person):
    UserFactory(role="administrator")
    assert client.post(HERE, {"person": person}).status_code == 404


def test_a_person_without_a_part_can_t_be_stepped_into(client, demonstration):
    real = UserFactory(role="administrator")
    assert client.post(HERE, {"person": real.pk}).status_code == 404


def test_outside_the_demonstration_there_is_no_such_page(client):
    assert urls.demonstration == []
    assert resolve(HERE).view_name == "wagtail_serve", "an address like any other page's: not ours"
    with pytest.raises(Http404):
        shoes.shoes(RequestFactory().get(HERE))


COMPLETE = {
    "SECRET_KEY": "k" * 60,
    "SEAL_KEYS": "seal",
    "ALLOWED_HOSTS": "college.example.org",
    "DATABASE_URL": "sqlite:///never.sqlite3",
    "BASE_URL": "https://college.example.org",
    "MAIL_URL": "smtp://localhost",
    "MAIL_FROM": "college@example.org",
}


def _production(says: str, **more: str) -> subprocess.CompletedProcess:
    clean = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {says}"],
        env=clean | COMPLETE | more | {"DJANGO_SETTINGS_MODULE": "college.settings.production"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_production_knows_no_such_address():
    says = "from django.urls import resolve; print(resolve('/demonstration/').view_name)"
    answer = _production(says)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip() == "wagtail_serve"


def test_production_refuses_to_be_a_demonstration():
    answer = _production("", DEMONSTRATION="true")
    assert answer.returncode != 0
    assert "can't be switched on" in answer.stderr
