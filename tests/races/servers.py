"""The product as it runs for people: a web server of several processes, and the workers beside it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60


class Server:
    """A web server on its own port, two processes of four threads as in supervisord.conf."""

    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.process, self.port = process, port

    def workers(self) -> list[int]:
        """The ids of its processes that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_a_worker(self) -> None:
        """As the system does when memory runs out: no warning, nothing finished."""
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(self.workers()[0], signal.SIGKILL)


@contextlib.contextmanager
def web_server(database_url: str, application: str = "college.wsgi") -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    with running(
        [*command, "--timeout", "60", "--log-level", "critical", "--no-control-socket"], database_url
    ) as process:
        wait_for(f"http://127.0.0.1:{port}/health/live/")
        yield Server(process, port)


@contextlib.contextmanager
def all_workers(database_url: str) -> Iterator[None]:
    """What runs beside the web: messages go out, sweeps look every second."""
    with (
        running(["manage.py", "deliver"], database_url),
        running(["manage.py", "tick", "--every", "1"], database_url),
    ):
        yield


@contextlib.contextmanager
def running(arguments: list[str], database_url: str) -> Iterator[subprocess.Popen]:
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": "college.settings.tests", "DATABASE_URL": database_url}
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=HOUSE, env=surroundings, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(address: str) -> None:
    for _turn in range(PATIENCE * 10):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=PATIENCE).read()
            return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers at {address}")
