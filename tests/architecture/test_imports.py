"""The import contracts hold, and each one is alive: an import that breaks it turns it red."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

HOUSE = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]

# contract, the module it is planted in, the import that must not be
CANARIES = [
    ("house", "courses/states.py", "import cms.apps"),
    ("house", "courses/states.py", "import enrolment.models"),
    ("house", "courses/states.py", "import college.settings.base"),
    ("house", "enrolment/my/planted.py", "import college.urls"),
    ("house", "college/refusals.py", "import courses.states"),
    ("house", "cms/planted.py", "import enrolment.apps"),
    ("strangers", "cms/planted.py", "import enrolment.apps"),
    ("strangers", "enrolment/office/planted.py", "import cms.apps"),
    ("plain", "courses/planted.py", "import wagtail.models"),
    ("rooms", "enrolment/my/planted.py", "import enrolment.office"),
    ("rooms", "enrolment/places/planted.py", "import enrolment.teaching"),
    ("rooms", "enrolment/learners/planted.py", "import enrolment.places.models"),
    ("rooms", "enrolment/places/planted.py", "import enrolment.models"),
    ("trainers", "enrolment/trainers/planted.py", "import enrolment.learners.models"),
    ("inside", "enrolment/places/states.py", "import enrolment.places.models"),
    ("inside", "courses/models/planted.py", "import courses.actions"),
]


def lint(tree: Path, *options: str) -> subprocess.CompletedProcess[str]:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    command = [str(lint_imports), "--config", str(HOUSE / "pyproject.toml"), "--no-cache", *options]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True)


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A copy of the four packages, Python alone, to plant in."""
    copy = tmp_path_factory.mktemp("house")
    for package in CONFIG["root_packages"]:
        for source in (HOUSE / package).rglob("*.py"):
            target = copy / source.relative_to(HOUSE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return copy


def test_the_house_keeps_its_contracts(tree):
    answer = lint(tree)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(("contract", "module", "planted"), CANARIES)
def test_a_forbidden_import_is_seen(tree, contract, module, planted):
    path = tree / module
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{planted}\n")
    try:
        answer = lint(tree, "--contract", contract)
    finally:
        path.unlink() if before is None else path.write_text(before)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "BROKEN" in answer.stdout


def test_every_contract_has_a_canary():
    assert {contract["id"] for contract in CONFIG["contracts"]} == {contract for contract, _, _ in CANARIES}


def parts(package: str) -> set[str]:
    modules = (HOUSE / package).iterdir()
    return {path.stem for path in modules if path.suffix == ".py" or (path / "__init__.py").exists()}


def placed(contract: str) -> set[str]:
    """The names a contract gives a layer to, without the brackets that make one optional."""
    layers = next(found["layers"] for found in CONFIG["contracts"] if found["id"] == contract)
    return {name.strip(" \n()") for layer in layers for name in layer.replace("|", ":").split(":")}


def test_every_part_of_college_is_floor_or_roof():
    unplaced = {f"college.{part}" for part in parts("college") - {"__init__", "migrations"}} - placed("house")
    assert not unplaced


def test_every_part_of_enrolment_is_a_room_or_a_face():
    assert not parts("enrolment") - {"__init__", "apps", "migrations", "templatetags"} - placed("rooms")
