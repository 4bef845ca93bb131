"""An open college refuses to start half-configured, says what is missing, and starts clean when whole."""

import os
import subprocess
import sys

import pytest

WHOLE = {
    "SECRET_KEY": "an-open-college-has-a-long-and-secret-random-key-of-its-own",
    "SEAL_KEYS": "newest,older",
    "ALLOWED_HOSTS": "college.example.org",
    "BASE_URL": "https://college.example.org",
    "DATABASE_URL": "postgres://college:secret@localhost/college",
    "MAIL_URL": "smtp://user:secret@mail.example.org:587?tls=True",
    "MAIL_FROM": "The College <hello@example.org>",
}


def start(command: str = "check --deploy --fail-level WARNING", **environment: str) -> subprocess.CompletedProcess:
    """`manage.py` as a server would start it, with nothing of ours in the environment."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "VIRTUAL_ENV")}
    kept["DJANGO_SETTINGS_MODULE"] = "college.settings.production"
    arguments = [sys.executable, "manage.py", *command.split()]
    return subprocess.run(arguments, env=kept | environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("missing", WHOLE)
def test_each_missing_setting_is_named_and_explained(missing):
    answer = start(**{name: value for name, value in WHOLE.items() if name != missing})
    assert answer.returncode != 0
    assert f"  {missing}:" in answer.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"BASE_URL": "http://college.example.org"}, "BASE_URL"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"DEMONSTRATION": "1"}, "DEMONSTRATION"),
    ],
)
def test_what_would_be_unsafe_is_refused(wrong, said):
    answer = start(**WHOLE | wrong)
    assert answer.returncode != 0
    assert said in answer.stderr


def test_a_whole_configuration_passes_djangos_own_checks():
    answer = start(**WHOLE)
    assert answer.returncode == 0, answer.stderr
