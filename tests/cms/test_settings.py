"""The college's words, look and rules, changed by those who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import model_to_dict
from django.urls import reverse

from college.models import Theme, Wording
from courses.form_blocks import BLOCKS, FORGETTABLE, OPTIONAL, kept_words
from courses.models import Policy
from tests.cms.test_pictures import SVG, picture

pytestmark = pytest.mark.django_db
LOOK = {"accent": "#1d5a52", "accent_text": "#ffffff", "header_style": "solid", "radius": 6, "font": "arial"}


@pytest.fixture
def at_the_desk(sign_in, site, keeper):
    return sign_in(keeper)


def edit(name):
    return reverse(f"{name}:edit", args=[1])


def test_the_menu_leads_straight_to_the_one_row(at_the_desk):
    for name, model in {"wording": Wording, "look": Theme, "rules": Policy}.items():
        assert at_the_desk.get(reverse(f"{name}:index")).headers["Location"] == edit(name)
        assert at_the_desk.get(edit(name)).status_code == 200
        assert model.objects.count() == 1


def test_words_change_everywhere_and_an_emptied_one_goes_back(at_the_desk, client):
    Wording.objects.create()
    form = {"college_name": "The Wharf College", "crisis_text": "Ring 111.", "word_learner": "student"}
    assert "Write the word for several, too" in at_the_desk.post(edit("wording"), form).content.decode()
    form |= {"word_learners": "students", "word_term": ""}
    assert at_the_desk.post(edit("wording"), form).status_code == 302
    wording = Wording.objects.get()
    assert (wording.words["learner"], wording.words["term"]) == ("student", "term")
    assert "The Wharf College" in client.get("/").content.decode()


def test_colours_nobody_can_read_are_refused_with_the_nearest_that_can(at_the_desk):
    Theme.objects.create()
    page = at_the_desk.post(edit("look"), LOOK | {"accent": "#ffff99"}).content.decode()
    assert "nearest safe shade is #" in page
    assert Theme.objects.get().accent == "#1d5a52"
    assert at_the_desk.post(edit("look"), LOOK | {"accent": "#005eb8"}).status_code == 302
    assert Theme.objects.get().accent == "#005eb8"


def test_a_logo_needs_the_right_to_use_it_and_must_be_a_picture(at_the_desk):
    Theme.objects.create()

    def send(what, **more):
        return at_the_desk.post(edit("look"), LOOK | {"logo": SimpleUploadedFile("logo.png", what)} | more)

    assert send(picture("PNG")).status_code == 200
    assert send(SVG, may_use="on").status_code == 200
    assert not Theme.objects.get().logo
    assert send(picture("PNG"), may_use="on").status_code == 302
    assert Theme.objects.get().logo.name.startswith("look/")
    at_the_desk.post(edit("look"), LOOK | {"no_logo": "on"})
    assert not Theme.objects.get().logo


def test_a_changed_agreement_is_a_new_version_and_other_rules_are_not(at_the_desk):
    policy = Policy.objects.create()
    standing = {name: str(value) for name, value in model_to_dict(policy).items() if value is not None}
    rules = standing | {"minimum_age": 16, "certificate_threshold": 80, "waiting_list": "automatic"}
    assert at_the_desk.post(edit("rules"), rules).status_code == 302
    assert (Policy.objects.get().minimum_age, Policy.objects.get().agreement_version) == (16, 1)
    at_the_desk.post(edit("rules"), rules | {"agreement": "We listen."})
    assert Policy.objects.get().agreement_version == 2


def test_rows_are_never_added_or_deleted(at_the_desk):
    Theme.objects.create()
    for path in ("new/", "delete/1/", "copy/1/"):
        assert at_the_desk.post(f"/cms/look/{path}").status_code == 404
    assert Theme.objects.count() == 1


def test_blocks_of_questions_are_switched_and_say_what_allows_them(at_the_desk):
    at_the_desk.get(reverse("asked:index"))
    page = at_the_desk.get(edit("asked")).content.decode()
    assert "We ask: Whom to ring in an emergency" in page and "asks_name" not in page
    form = {f"asks_{block.name}": "on" for block in OPTIONAL if block.name != "emergency"}
    form |= {f"basis_{block.name}": "public_task" for block in BLOCKS}
    form |= {f"years_{block.name}": "2" for block in FORGETTABLE}
    assert at_the_desk.post(edit("asked"), form).status_code == 302
    policy = Policy.objects.get()
    assert (policy.unasked, policy.bases["needs"]) == (["emergency"], "public_task")
    assert {str(kept_words(block)) for block in FORGETTABLE} == {"2 years after the last activity"}
