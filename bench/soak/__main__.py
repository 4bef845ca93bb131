"""`make soak`: about fifty kills on each database under mixed load, then everything is counted.

    python -m bench.soak [--minutes 8] [--kills 50] [sqlite] [postgresql]

Minutes are of load, shared between the databases; each takes about one more to set up and
count. Prints the counts, writes docs/evidence/soak.md, and fails where anything was lost.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
from importlib.metadata import version

from bench.__main__ import DATABASES
from bench.table import surroundings
from bench.workplace import HOUSE, database, workplace
from bench.workplace import surroundings as environment

EVIDENCE = HOUSE / "docs" / "evidence" / "soak.md"
NAMED = ("Django", "gunicorn", "psycopg", "supervisor")
# Beyond its minutes: migrating, starting, stopping, letting the post through.
SECONDS_BESIDES = 420
ENOUGH_KILLS = 50


def soak(kind: str, *, minutes: float, kills: int) -> dict:
    print(f"Soaking {kind} for {minutes:g} minutes, {kills} kills", flush=True)
    with workplace() as folder, database(kind, folder) as address:
        command = [sys.executable, "-m", "bench.soak.on_database", str(folder), str(minutes), str(kills)]
        most = minutes * 60 + SECONDS_BESIDES
        done = subprocess.run(command, cwd=HOUSE, env=environment(address, folder), timeout=most)
        log = folder / "house.log"
        if done.returncode:
            raise SystemExit(f"The soak on {kind} broke off.\n{log.read_text()[-3000:] if log.exists() else ''}")
        return json.loads((folder / "soak.json").read_text())


def as_markdown(results: list[dict]) -> str:
    """One table: what was done, then what may not have happened."""
    rows = [["", *(result["on"] for result in results)], ["---", *("---:" for _ in results)]]
    for part in ("counts", "faults"):
        rows += [[what, *(str(result[part][what]) for result in results)] for what in results[0][part]]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def details(result: dict) -> str:
    parts = {"Killed": result["kills"], "People saw": result["seen"], "The trap": result["trap"]}
    lines = [f"{name}: " + ", ".join(f"{what} {many}" for what, many in part.items()) for name, part in parts.items()]
    return f"{result['on']}. " + ". ".join(lines) + "."


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.soak")
    asked.add_argument("--minutes", type=float, default=8.0, help="of load, shared between the databases")
    asked.add_argument("--kills", type=int, default=ENOUGH_KILLS, help="on each database")
    asked.add_argument("databases", nargs="*", default=[], metavar="database", help=" or ".join(DATABASES))
    given = asked.parse_args()
    kinds = [kind for kind in DATABASES if kind in given.databases] or list(DATABASES)
    results = [soak(kind, minutes=given.minutes / len(kinds), kills=given.kills) for kind in kinds]
    said = surroundings({name: version(name) for name in NAMED}, dt.datetime.now(dt.UTC))
    page = f"{as_markdown(results)}\n\n" + "\n\n".join(map(details, results))
    print(f"\n{page}\n\n{said}")
    if len(kinds) == len(DATABASES) and given.kills >= ENOUGH_KILLS:
        EVIDENCE.parent.mkdir(parents=True, exist_ok=True)
        EVIDENCE.write_text(f"# Soak\n\n{said} Made by `make soak`.\n\n{page}\n")
    if any(many for result in results for many in result["faults"].values()):
        sys.exit("Something was lost or doubled: see the table.")


if __name__ == "__main__":
    main()
