"""The press: one warm printing child for each web or worker process, started when first needed."""

import atexit
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from college.paper import frames

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parent.parent.parent
# Unless the surroundings name a file of their own.
FONTS = {"FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf"))}
JOBS_A_CHILD = 200  # WeasyPrint's memory grows and is not given back
SECONDS_TO_START = 30
SECONDS_BETWEEN_NEWS = 1.0
# All the child may know of its surroundings: no database address, no keys.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV")
KEPT_BEGINNINGS = ("FONTCONFIG_", "XDG_", "DYLD_FALLBACK")

# Hears how many pages are drawn; each time somebody writes it down.
Told = Callable[[int], None]


class Stopped(Exception):
    """The child gave no document; `why` is `start`, `busy`, `time`, `memory` or `died`."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class Child:
    """One printing process and the line to it."""

    def __init__(self):
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "college.paper.child", str(theirs.fileno()), str(os.getpid())],
                pass_fds=[theirs.fileno()],
                env=_surroundings(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # its warnings quote what people wrote
                start_new_session=True,  # Ctrl-C is for the parent; the child follows it
            )
        self.jobs = 0
        try:
            hello, _none = frames.receive(self.line, until=time.monotonic() + SECONDS_TO_START)
        except (frames.Closed, TimeoutError):
            hello = {}
        if not hello.get("ready"):
            self.end()
            reason = hello.get("reason", "no answer")
            logger.error("The printing child did not start (%s). Run: python manage.py check", reason)
            raise Stopped("start")
        if not hello["subsets_fonts"]:
            logger.error("HarfBuzz-Subset is missing: printing is eight times slower. Run: python manage.py check")

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_fit(self) -> bool:
        return self.process.poll() is None and self.jobs < JOBS_A_CHILD

    def ask(
        self, job: dict, bodies: Sequence[bytes], *, wall_seconds: float, told: Told | None = None
    ) -> tuple[dict, list[bytes]]:
        self.jobs += 1
        until = time.monotonic() + wall_seconds
        frames.send(self.line, job | {"tells_every": SECONDS_BETWEEN_NEWS if told else None}, bodies, until=until)
        while True:
            head, answer = frames.receive(self.line, until=until)
            if told is None or "drawn" not in head:
                return head, answer
            told(int(head["drawn"]))

    def why_it_died(self) -> str:
        """How the process ended: out of time, out of memory, or by someone else's hand."""
        try:
            code = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "died"
        if code == -signal.SIGXCPU:
            return "time"
        if code in (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGBUS):
            return "memory"  # C libraries stop like this when they are given no more
        return "died"

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.wait()

    def forget(self) -> None:
        """In a forked process: not ours to use, to wait for or to end."""
        self.line.close()
        self.process.returncode = 0  # or Popen complains of a child it can't wait for


class Press:
    """Hands jobs to its child one at a time. Safe with threads, and with a server that forks."""

    def __init__(self):
        self.lock = threading.Lock()
        self.child: Child | None = None

    def run(
        self, job: dict, bodies: Sequence[bytes], *, wall_seconds: float, told: Told | None = None
    ) -> tuple[dict, list[bytes]]:
        """The child's answer; meanwhile `told` hears now and then how many pages are drawn.

        A child found dead, or killed by someone else, is replaced once.
        """
        if not self.lock.acquire(timeout=wall_seconds):
            raise Stopped("busy")
        try:
            try:
                return self._once(job, bodies, wall_seconds, told)
            except Stopped as stopped:
                if stopped.why != "died":
                    raise
            return self._once(job, bodies, wall_seconds, told)
        finally:
            self.lock.release()

    def _once(
        self, job: dict, bodies: Sequence[bytes], wall_seconds: float, told: Told | None
    ) -> tuple[dict, list[bytes]]:
        if self.child is None or not self.child.is_fit():
            self.stop()
            self.child = Child()
        child = self.child
        try:
            head, answer = child.ask(job, bodies, wall_seconds=wall_seconds, told=told)
        except TimeoutError:
            self.stop()
            raise Stopped("time") from None
        except frames.Closed:
            why = child.why_it_died()
            self.stop()
            raise Stopped(why) from None
        if head.get("refused"):
            self.stop()
        return head, answer

    def stop(self) -> None:
        """End the child, if there is one."""
        if self.child is not None:
            self.child.end()
        self.child = None

    def forget(self) -> None:
        """Called in a forked process, where the lock may be held by a thread that was not copied."""
        self.lock = threading.Lock()
        if self.child is not None:
            self.child.forget()
        self.child = None


def _surroundings() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith(KEPT_BEGINNINGS)}
    # One arena: more of them reserve address space that the memory limit would count.
    return FONTS | kept | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}


press = Press()
os.register_at_fork(after_in_child=press.forget)
atexit.register(press.stop)
