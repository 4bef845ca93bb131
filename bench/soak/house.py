"""The whole product under its own supervisor, and the hand that kills its processes."""

import contextlib
import getpass
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.processes import children, command_of
from bench.servers import free_port, wait_until_open
from bench.workplace import HOUSE

# Where the blows fall: mostly on who is serving or posting at that moment.
TARGETS = {"web worker": 30, "outbox worker": 15, "web server": 1, "tick": 2, "task worker": 2}
MARKS = {"web server": "gunicorn", "outbox worker": "deliver", "tick": "tick", "task worker": "db_worker"}


class House:
    """Web server, outbox worker, sweeps and task worker, as supervisord.conf starts them."""

    def __init__(self, port: int, supervisor: subprocess.Popen):
        self.port = port
        self.supervisor = supervisor
        self.killed: Counter[str] = Counter()

    def pids(self, target: str) -> list[int]:
        if target == "web worker":
            return [worker for master in self.pids("web server") for worker in children(master)]
        return [pid for pid in children(self.supervisor.pid) if MARKS[target] in command_of(pid)]

    def kill_one(self, chance: random.Random) -> None:
        """SIGKILL for one process of ours, chosen by chance; another kind where that one is just restarting."""
        for _try in range(10):
            target = chance.choices(list(TARGETS), list(TARGETS.values()))[0]
            with contextlib.suppress(ProcessLookupError, IndexError):
                os.kill(chance.choice(self.pids(target)), signal.SIGKILL)
                self.killed[target] += 1
                return

    def kill_until(self, stop: threading.Event, *, every: float, most: int) -> None:
        """A blow every so many seconds, at most so many, until `stop`."""
        chance = random.Random(3)
        while sum(self.killed.values()) < most and not stop.wait(every):
            self.kill_one(chance)


@contextlib.contextmanager
def house(surroundings: dict[str, str], folder: Path) -> Iterator[House]:
    port = free_port()
    said = folder / "house.log"
    surroundings = surroundings | {
        "ADDRESS": f"127.0.0.1:{port}",
        "PYTHON": sys.executable,
        "RUN_AS": getpass.getuser(),
        "RUN_FOLDER": str(folder),
    }
    command = [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "-c", "supervisord.conf"]
    with said.open("ab") as log:
        supervisor = subprocess.Popen(command, cwd=HOUSE, env=surroundings, stdout=log, stderr=log)
    try:
        wait_until_open(port, said)
        yield House(port, supervisor)
    finally:
        supervisor.send_signal(signal.SIGTERM)
        try:
            supervisor.wait(40)
        except subprocess.TimeoutExpired:
            supervisor.kill()
            supervisor.wait()
