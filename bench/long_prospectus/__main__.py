"""A prospectus as long as they come, in four languages, made as a college makes it, then read.

    python -m bench.long_prospectus [--courses 300] [--look FOLDER]

Courses in Welsh, Polish, Urdu and Punjabi with descriptions as long as the page allows, their
pictures there, gone or changed, are written, signed by two and given a run by the product's own
verbs. The worker makes the standard and the large print; both are checked against PDF/UA-1, and
every title and the words of every description are read back out of the file. `--look` keeps the
files, and pages of every language as pictures, for somebody to look at. Fails where anything is
missing. With all courses it writes docs/evidence/long-prospectus.md.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from bench.table import surroundings
from bench.workplace import HOUSE, database, workplace
from bench.workplace import surroundings as environment

EVIDENCE = HOUSE / "docs" / "evidence" / "long-prospectus.md"
NAMED = ("Django", "wagtail", "weasyprint", "page-validation", "pypdfium2")
ALL = 300


def made(courses: int, look: Path | None) -> dict:
    with workplace() as folder, database("sqlite", folder) as address:
        command = [sys.executable, "-m", "bench.long_prospectus.on_database", str(folder), str(courses)]
        command += [str(look.resolve())] if look else []
        done = subprocess.run(command, cwd=HOUSE, env=environment(address, folder))
        if done.returncode:
            raise SystemExit("The long prospectus could not be made.")
        return json.loads((folder / "read.json").read_text())


def as_markdown(editions: list[dict]) -> str:
    rows = [["", *(edition["edition"] for edition in editions)], ["---", *("---:" for _ in editions)]]
    rows += [[what, *(str(edition[what]) for edition in editions)] for what in editions[0] if what != "edition"]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.long_prospectus")
    asked.add_argument("--courses", type=int, default=ALL)
    asked.add_argument("--look", type=Path, help="a folder for the files and for pictures of their pages")
    given = asked.parse_args()
    result = made(given.courses, given.look)
    said = surroundings({name: version(name) for name in NAMED}, dt.datetime.now(dt.UTC))
    page = f"{result['college']}\n\n{as_markdown(result['editions'])}"
    print(f"\n{page}\n\n{said}")
    if given.courses >= ALL:
        EVIDENCE.write_text(f"# A long prospectus\n\n{said} Made by `python -m bench.long_prospectus`.\n\n{page}\n")
    if any(edition["faults"] for edition in result["editions"]):
        sys.exit("Something is missing or breaks PDF/UA-1: see the table.")


if __name__ == "__main__":
    main()
