"""What Linux says about a process: its children, its time, its memory."""

import os
import time
from pathlib import Path


def children(pid: int) -> list[int]:
    """The living children of `pid`, oldest first; none where it is gone."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def cpu_seconds(pid: int) -> float:
    """Seconds of processor time that `pid` has used, all its threads together."""
    # The clock of another process, as clock_getcpuclockid(3) reckons it.
    return time.clock_gettime(~pid << 3 | 2)


def memory_mb(pid: int) -> float:
    """Megabytes that `pid` would free by ending: its own, and its part of what it shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def peak_mb(pid: int) -> float:
    """Megabytes that `pid` held at most since its program began."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}")
