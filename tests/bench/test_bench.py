"""The bench and the soak run from end to end. What they measure here says nothing; no figure is looked at."""

import json
import subprocess
import sys
from pathlib import Path

from django.db import connection

from bench.table import kept
from bench.workplace import HOUSE, surroundings

PAGES = ("course list", "filtered course list", "course page", "office: a term's runs", "teaching: today", "my home")


def run(module: str, database_url: str, folder: Path, *arguments: str) -> None:
    folder.chmod(0o755)
    connection.close()
    around = surroundings(database_url, folder) | {"BENCH_TINY": "1"}
    done = subprocess.run(
        [sys.executable, "-m", module, str(folder), *arguments], cwd=HOUSE, env=around, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]


def test_every_line_of_the_bench_is_measured(database_url, tmp_path):
    run("bench.on_database", database_url, tmp_path)
    lines = kept(tmp_path / "lines.json")
    said = " ; ".join(line.what for line in lines)
    everywhere = (
        "as served / bare view",
        "plain Wagtail list",
        "enrol POST",
        "booking",
        "self-referral",
        "enrolling",
        "teaching: register",
    )
    for what in everywhere:
        assert what in said
    counted = {page: line for page in PAGES for line in lines if line.what.startswith(f"queries: {page},")}
    assert {page for page, line in counted.items() if line.ours != line.anchor} == set()
    assert len(counted) == len(PAGES)
    for what in ("one tagged certificate", "runs without a pair, beside greedy"):
        assert (what in said) == (connection.vendor == "sqlite")
    for what in ("enrolment morning", "weight of /my/"):
        assert (what in said) == (connection.vendor == "postgresql")


def test_a_few_kills_lose_nothing_that_was_acknowledged(database_url, tmp_path):
    run("bench.soak.on_database", database_url, tmp_path, "0.2", "4")
    result = json.loads((tmp_path / "soak.json").read_text())
    assert {what: many for what, many in result["faults"].items() if many} == {}
    assert result["counts"]["places acknowledged"] > 0
    assert sum(result["kills"].values()) > 0
