"""What the browser is sent can be gathered as an open college does: every file that is asked for is there."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string

# As an open college gathers them, but for the compressing, which takes long and refuses nothing.
OPEN = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
pytestmark = pytest.mark.once
BUILT = Path(settings.STATICFILES_DIRS[0])


@pytest.fixture
def as_when_open(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": OPEN}}
    settings.STATIC_ROOT = tmp_path / "collected"
    return settings


def test_every_file_is_gathered_and_the_error_page_finds_its_own(as_when_open):
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list(as_when_open.STATIC_ROOT.glob("college/college.*.css"))
    assert "college.css" not in render_to_string("500.html")


def test_a_file_that_is_missing_stops_the_gathering(as_when_open, tmp_path):
    folder = tmp_path / "faulty"
    shutil.copytree(BUILT, folder)
    (folder / "college" / "college.css").write_text("p { background: url(images/nowhere.svg) }")
    as_when_open.STATICFILES_DIRS = [folder]
    with pytest.raises(Exception, match="nowhere"):
        call_command("collectstatic", interactive=False, verbosity=0)
