"""The web server as the product starts it, on a free port of this machine alone."""

import configparser
import contextlib
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.processes import children
from bench.workplace import HOST, HOUSE

SECONDS_TO_START = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def gunicorn(port: int) -> list[str]:
    """The command of supervisord.conf, with the bench's own door in place of the college's."""
    conf = configparser.RawConfigParser()
    conf.read(HOUSE / "supervisord.conf")
    command = conf["program:web"]["command"].replace("%(ENV_PYTHON)s", sys.executable)
    command = command.replace("%(ENV_ADDRESS)s", f"127.0.0.1:{port}").replace("college.wsgi", "bench.wsgi")
    return shlex.split(command)


@dataclass
class Server:
    """A running web server."""

    port: int
    process: subprocess.Popen

    @property
    def workers(self) -> list[int]:
        return children(self.process.pid)


@contextlib.contextmanager
def served(surroundings: dict[str, str], folder: Path) -> Iterator[Server]:
    """The college and the anchors, until the end of the block."""
    port = free_port()
    with (folder / "web.log").open("ab") as log:
        process = subprocess.Popen(gunicorn(port), cwd=HOUSE, env=surroundings, stdout=log, stderr=log)
    try:
        wait_until_open(port, folder / "web.log")
        yield Server(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_open(port: int, log: Path) -> None:
    """Until the health address answers; else says why not."""
    until = time.monotonic() + SECONDS_TO_START
    request = urllib.request.Request(f"http://127.0.0.1:{port}/health/live/", headers={"Host": HOST})
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=5):
            return
        time.sleep(0.2)
    raise SystemExit(f"The web server did not open:\n{log.read_text()[-3000:]}")
