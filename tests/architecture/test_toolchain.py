"""The set-up says why, asks nobody it should not, and holds nothing of the place it was made in."""

import importlib.metadata
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

HOUSE = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)(\[[^\]]+\])?==(?P<version>[^\s;\\]+)")
# In two parts each, so that this file does not hold what it looks for.
WORKPLACE = ("/work" + "/", "." + "library", "/opt/" + "wheels", "/opt/" + "pypi")


def pins(name: str) -> list[str]:
    lines = (HOUSE / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", " ", "-r "))]


def locked(name: str) -> set[tuple[str, str]]:
    """Each (name, version) of a lock; one name may stand there twice, for two ages of Python."""
    return {(match["name"].lower(), match["version"]) for match in map(PINNED.match, pins(name)) if match}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=True)
    return [HOUSE / name for name in listed.stdout.split("\0") if name and (HOUSE / name).is_file()]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", ".setup/node.txt"])
def test_each_direct_pin_is_exact_and_has_a_reason(name):
    for line in pins(name):
        assert PINNED.match(line), line
        assert re.search(r"  # \w.+", line), f"no reason: {line}"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_holds_every_pin_with_a_hash(name):
    lock = locked(f"{name}.lock")
    for line in pins(f"{name}.txt"):
        pin = PINNED.match(line)
        assert (re.sub(r"[-_.]+", "-", pin["name"]).lower(), pin["version"]) in lock, line
    text = (HOUSE / f"{name}.lock").read_text()
    assert len(re.findall(r"^\S+==.*\\\n +--hash=sha256:", text, re.MULTILINE)) == len(lock)
    assert not re.search(r"^--|https?://|file:", text, re.MULTILINE)


def test_the_development_lock_holds_the_runtime_one_whole():
    assert locked("requirements.lock") <= locked("requirements-dev.lock")


def test_the_package_lock_names_no_registry():
    assert '"resolved"' not in (HOUSE / "package-lock.json").read_text()


def test_no_file_names_the_place_it_was_made_in():
    for path in tracked():
        text = path.read_bytes()
        for word in WORKPLACE:
            assert word.encode() not in text, f"{path.relative_to(HOUSE)} holds {word}"


def test_no_file_holds_a_key():
    for path in tracked():
        assert not re.search(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----", path.read_bytes()), path.relative_to(HOUSE)


def test_nothing_the_site_runs_on_binds_a_college_to_publish_its_own():
    for name, _ in locked("requirements.lock"):
        try:
            facts = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # locked for another platform or Python
        said = " ".join([facts.get("License-Expression") or "", *(facts.get_all("Classifier") or [])])
        assert "AGPL" not in said and "Affero" not in said, name


def test_built_styles_ask_no_other_host():
    built = sorted((HOUSE / "build" / "static" / "college").glob("*.css"))
    assert built, "make assets builds them"
    for path in built:
        text = path.read_text()
        asked = re.findall(r"(?:url\(\s*[\"']?|@import\s+[\"'])(https?:|//)", text)
        assert not asked, path.name
        assert "Frutiger" not in text
