"""`make bench`: every figure in one run, each beside something measured in the same run.

    python -m bench [sqlite] [postgresql]
    python -m bench certificates                          certificates alone, on SQLite
    python -m bench registers                             a register on a slow phone alone, on SQLite
    python -m bench morning                               an enrolment morning alone, on PostgreSQL
    python -m bench bookings                              taking a place alone, on both
    python -m bench pages                                 the list of courses alone, on both
    BENCH_ROUNDS=2 BENCH_SECONDS=0.5 python -m bench      shorter, to see that it runs

Prints one table, and with every database and five rounds writes it to docs/evidence/bench.md;
of one part alone to its own page beside it.
"""

import datetime as dt
import subprocess
import sys
from importlib.metadata import version

from bench.sizes import ROUNDS
from bench.table import Line, as_markdown, as_text, kept, surroundings
from bench.workplace import HOUSE, database, workplace
from bench.workplace import surroundings as environment

DATABASES = ("sqlite", "postgresql")
EVIDENCE = HOUSE / "docs" / "evidence" / "bench.md"
# Each part that can be measured alone, and on which databases it is.
PARTS = {
    "certificates": ("sqlite",),
    "registers": ("sqlite",),
    "morning": ("postgresql",),
    "bookings": DATABASES,
    "pages": DATABASES,
}
NAMED = ("Django", "wagtail", "weasyprint", "gunicorn", "psycopg")
LEAST_ROUNDS = 5


def measure(kind: str, *parts: str) -> list[Line]:
    """All lines of one database, measured by a process of its own in a folder of its own."""
    print(f"Measuring on {kind}", flush=True)
    with workplace() as folder, database(kind, folder) as address:
        command = [sys.executable, "-m", "bench.on_database", str(folder), *parts]
        done = subprocess.run(command, cwd=HOUSE, env=environment(address, folder))
        if done.returncode:
            log = folder / "web.log"
            raise SystemExit(f"Measuring on {kind} failed.\n{log.read_text()[-2000:] if log.exists() else ''}")
        return kept(folder / "lines.json")


def main() -> None:
    part = next((part for part in PARTS if part in sys.argv[1:]), None)
    kinds = [kind for kind in DATABASES if kind in sys.argv[1:]] or list(DATABASES)
    wanted = [(kind, ()) for kind in kinds] if part is None else [(kind, (part,)) for kind in PARTS[part]]
    lines = [line for kind, parts in wanted for line in measure(kind, *parts)]
    said = surroundings({name: version(name) for name in NAMED}, dt.datetime.now(dt.UTC))
    print(f"\n{as_text(lines)}\n\n{said}")
    if len(kinds) == len(DATABASES) and ROUNDS >= LEAST_ROUNDS:
        evidence = EVIDENCE.with_name(f"{part}.md") if part else EVIDENCE
        evidence.parent.mkdir(parents=True, exist_ok=True)
        evidence.write_text(page(lines, said, f"python -m bench {part}" if part else "make bench"))
        print(f"Written to {evidence.relative_to(HOUSE)}.")


def page(lines: list[Line], said: str, command: str) -> str:
    return (
        "# Bench\n\n"
        f"{said} Made by `{command}`; how to read it stands in [README.md](README.md).\n\n"
        f"Figures are medians of {ROUNDS} pairwise ratios (of three for whole books and print runs), both sides "
        "measured in turn in this run, the spread their lowest and highest.\n\n"
        f"{as_markdown(lines)}\n"
    )


if __name__ == "__main__":
    main()
