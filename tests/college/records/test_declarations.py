from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.utils.translation import gettext_lazy

from college.records import declarations
from college.records.declarations import Personal, declare, nobody, undeclared

NAME = Personal("P1", "greeting", "6 years", "empty")


@pytest.fixture
def canary(monkeypatch):
    """A model that some package brings without saying what it stores."""
    monkeypatch.setattr(declarations, "registry", dict(declarations.registry))

    class Canary(models.Model):  # noqa: DJ008
        name = models.CharField(max_length=80)
        colour = models.CharField(max_length=20)

        class Meta:
            app_label = "college"

    yield Canary
    del apps.all_models["college"]["canary"]
    apps.clear_cache()


def test_every_field_of_every_model_is_declared():
    assert undeclared() == []


def test_an_undeclared_model_is_found(canary):
    assert undeclared() == ["college.Canary.colour", "college.Canary.name"]


def test_an_undeclared_field_of_a_declared_model_is_found(canary):
    declare(canary, personal={"name": NAME})
    assert undeclared() == ["college.Canary.colour"]


def test_a_declaration_of_a_field_that_is_not_there_is_refused(canary):
    with pytest.raises(ValueError, match="phone"):
        declare(canary, personal={"phone": NAME}, plain=["name", "colour"])


def test_a_field_is_personal_or_plain_and_declared_once(canary):
    with pytest.raises(ValueError):
        declare(canary, personal={"name": NAME}, plain=["name", "colour"])
    declare(canary, personal={"name": NAME}, plain=["colour"])
    with pytest.raises(ValueError):
        declare(canary, personal={"name": NAME}, plain=["colour"])


def test_our_own_models_are_declared_field_by_field(canary):
    with pytest.raises(ValueError, match="ours"):
        nobody("college.Canary")


@pytest.mark.parametrize("wrong", [{"kind": "P9"}, {"erase": "hide"}])
def test_only_known_classes_and_erasures(wrong):
    with pytest.raises(ValueError):
        Personal(**{"kind": "P1", "purpose": gettext_lazy("x"), "keep": "y", "erase": "empty"} | wrong)


def test_the_document_is_what_the_declarations_say(settings):
    printed = StringIO()
    call_command("personal_fields", stdout=printed)
    assert printed.getvalue() == (Path(settings.BASE_DIR) / "docs" / "personal-data.md").read_text()
