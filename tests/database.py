"""A fresh database for each test process, copied from a template that is migrated once.

Wagtail's migrations take about 16 seconds, a copy of the migrated database well under one. The
template is kept between runs under a name made from everything that shapes it. Tests that
commit (races, browser journeys) get a new copy afterwards instead of a flush: a flush would
drop the rows that migrations made, and the triggers on history tables refuse it.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

HOUSE = Path(__file__).resolve().parent.parent
CACHE = HOUSE / ".cache" / "databases"
PACKAGES = ("college", "courses", "enrolment", "cms")


def fingerprint() -> str:
    """Names the template: our migrations, the pins (which bring the others'), the list of apps."""
    shape = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    migrations = [path for package in PACKAGES for path in (HOUSE / package).rglob("migrations/*.py")]
    for path in sorted([*migrations, HOUSE / "requirements.lock"]):
        shape.update(str(path.relative_to(HOUSE)).encode() + path.read_bytes())
    return shape.hexdigest()[:12]


@contextlib.contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    """Points this process, and every process it starts, at the database `name`."""
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    os.environ["DATABASE_URL"] = address(name)


def address(name: str) -> str:
    """The database as a DATABASE_URL, for a web server or worker that a test starts."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = os.environ["DATABASE_URL"]
    head, _, query = given.partition("?")
    return head.rsplit("/", 1)[0] + f"/{name}" + (f"?{query}" if query else "")


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


class SQLiteCopies:
    """A file each process: threads and other processes can open it, memory they could not."""

    def __init__(self) -> None:
        self.kept = CACHE / f"template-{fingerprint()}.sqlite3"
        self.folder = Path(tempfile.mkdtemp(prefix="college-tests-"))
        self.template = self.folder / "template.sqlite3"
        self.name = str(self.folder / "college.sqlite3")

    def make(self) -> None:
        with one_at_a_time("sqlite"):
            if self.kept.exists():
                shutil.copy(self.kept, self.template)
            else:
                use(str(self.template))
                migrate()
                for older in CACHE.glob("template-*.sqlite3"):
                    older.unlink()
                unfinished = shutil.copy(self.template, self.kept.with_suffix(".unfinished"))
                Path(unfinished).rename(self.kept)
        self.renew()

    def renew(self) -> None:
        connection.close()
        with (
            contextlib.closing(sqlite3.connect(self.template)) as source,
            contextlib.closing(sqlite3.connect(self.name, timeout=20)) as copy,
        ):
            source.backup(copy)
        use(self.name)

    def discard(self) -> None:
        connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgreSQLCopies:
    """A database each process on the server that DATABASE_URL names."""

    def __init__(self) -> None:
        self.template = f"test_college_template_{fingerprint()}"
        self.name = f"test_college_{os.getpid()}_{os.urandom(3).hex()}"

    def ask(self, *statements: str) -> list[tuple]:
        connection.close()
        rows: list[tuple] = []
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                rows = cursor.fetchall() if cursor.description else []
        return rows

    def make(self) -> None:
        with one_at_a_time("postgresql"):
            kept = "SELECT datname FROM pg_database WHERE datname LIKE 'test_college_template_%'"
            templates = [name for (name,) in self.ask(kept)]
            if self.template not in templates:
                self.ask(*(f'DROP DATABASE "{older}"' for older in templates))
                unfinished = f"{self.name}_unfinished"
                self.ask(f'CREATE DATABASE "{unfinished}"')
                use(unfinished)
                migrate()
                self.ask(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')
        self.renew()

    def renew(self) -> None:
        self.ask(
            f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)',
            f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}" STRATEGY FILE_COPY',
        )
        use(self.name)

    def discard(self) -> None:
        self.ask(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def copies() -> SQLiteCopies | PostgreSQLCopies:
    return SQLiteCopies() if connection.vendor == "sqlite" else PostgreSQLCopies()


def engine() -> str:
    """What the tests run on, in the engine's own words, such as "postgresql 18.1"."""
    if connection.vendor == "sqlite":
        return f"sqlite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"postgresql {cursor.fetchone()[0]}"
