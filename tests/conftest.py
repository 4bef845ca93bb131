"""Where every test gets its database, its browser and its place in a run.

`make test` runs the suite twice and says which leg it is in TEST_LEG. A plain `pytest tests/x`
runs on DATABASE_URL, else on SQLite.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.dispatch import receiver
from django.test import TransactionTestCase
from django.test.signals import setting_changed  # after Django's own listeners, which it brings

from tests import database

# Playwright's loop lives in the test's own thread, where Django would refuse to touch rows.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

LEG = os.environ.get("TEST_LEG", "")
EVERYTHING = os.environ.get("REQUIRE_EVERYTHING") == "1" or os.environ.get("CI") == "true"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "client", "admin_client"}
BROWSER_FIXTURES = {"page", "context", "browser", "browser_context", "new_context"}
# Rooms of tests whose work is not the database's: paper is drawn, sheets are read, plans are reckoned.
SAME_EVERYWHERE = (
    "tests/bench/",
    "tests/cms/printing/",
    "tests/college/paper/",
    "tests/courses/sheets/",
    "tests/enrolment/trainers/solving/",
)
# No updates, no sync, no look-ups of other hosts: the browser talks to the test's server alone.
QUIET_BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ENGINE = pytest.StashKey[str]()


def chromium() -> str | None:
    """Where Debian's Chromium is, or the one that CHROMIUM names."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@receiver(setting_changed)
def teach_english_again(setting: str, **told) -> None:
    """Django forgets every language when these change, and with English the college's own words."""
    if setting in {"LANGUAGES", "LOCALE_PATHS"}:
        from college.look.vocabulary import teach_english  # noqa: PLC0415 - the applications are not loaded yet above

        teach_english()


# The database ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    copies = database.copies()
    with django_db_blocker.unblock():
        copies.make()
        request.config.stash[ENGINE] = database.engine()
    patched = pytest.MonkeyPatch()
    patched.setattr(TransactionTestCase, "_fixture_teardown", lambda case: copies.renew())
    yield
    patched.undo()
    with django_db_blocker.unblock():
        copies.discard()


@pytest.fixture
def database_url(transactional_db) -> str:
    """The test's database as a web server or worker started by the test must be told it."""
    return os.environ["DATABASE_URL"]


# The browser -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return browser_type_launch_args | {"executable_path": chromium(), "args": QUIET_BROWSER}


def meets_a_database(item: pytest.Item) -> bool:
    asks_for_it = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or asks_for_it)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
            item.add_marker("once")
        if item.nodeid.startswith(SAME_EVERYWHERE) or not meets_a_database(item):
            item.add_marker("once")
    if LEG == "sqlite":
        once = [item for item in items if item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if not item.get_closest_marker("once")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not chromium():
        missing = "Chromium is missing: apt-get install chromium"
        if EVERYTHING:
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)


# What the run was made on, for .ci/run ------------------------------------------------


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["engine"] = session.config.stash.get(ENGINE, "")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    node.config.stash[ENGINE] = getattr(node, "workeroutput", {}).get("engine") or node.config.stash.get(ENGINE, "")


def pytest_unconfigure(config: pytest.Config) -> None:
    if Path(settings.MEDIA_ROOT).parent == Path(tempfile.gettempdir()):
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def pytest_terminal_summary(terminalreporter, exitstatus: int, config: pytest.Config) -> None:
    """One line a leg: what it ran on, how much of it drove a browser, what was skipped."""
    passed = terminalreporter.stats.get("passed", [])
    driven = sum("browser" in report.keywords for report in passed)
    skipped = len(terminalreporter.stats.get("skipped", []))
    engine = config.stash.get(ENGINE, "") or "no database"
    if hasattr(config, "workerinput"):
        return  # the process that gathers the workers' results speaks for all
    line = f"{engine}: {len(passed)} passed, {driven} of them in a browser, {skipped} skipped"
    terminalreporter.write_line(line)
    if summary := os.environ.get("TEST_SUMMARY"):
        with Path(summary).open("a") as lines:
            lines.write(line + "\n")
