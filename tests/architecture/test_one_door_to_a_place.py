"""Nothing but `enrolment.places` makes an enrolment or changes how one stands.

A first fix elsewhere wrapped one caller and left the layer below open (ESP-Website PR #4498);
here any other code that could give somebody a place is found by reading all of it.
"""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("college", "courses", "enrolment", "cms")
DOOR = HOUSE / "enrolment" / "places"
MAKES = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "acreate", "abulk_create"}
STATES = {"status", "is_resting", "began_on", "source"}


def other_doors(source: str) -> list[str]:
    """Each place in `source` where an enrolment is made or restated, as "line: what"."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found += called(node)
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [
                f"{node.lineno}: {ast.unparse(t)} = …" for target in targets for t in leaves(target) if restates(t)
            ]
        elif isinstance(node, ast.ImportFrom) and node.module == "enrolment.places.moves":
            inner = {"begin", "move", "note"} & {name.name for name in node.names}
            found += [f"{node.lineno}: imports {name}" for name in sorted(inner)]
    return found


def called(node: ast.Call) -> list[str]:
    words = ast.unparse(node.func)
    if words == "Enrolment" or words.endswith(".Enrolment"):
        return [f"{node.lineno}: {words}(…)"]
    if not isinstance(node.func, ast.Attribute):
        return []
    about = speaks_of_enrolments(ast.unparse(node.func.value))
    restated = STATES & {keyword.arg for keyword in node.keywords}
    if about and (node.func.attr in MAKES or (node.func.attr in ("update", "aupdate") and restated)):
        return [f"{node.lineno}: {words}(…)"]
    if words.startswith("moves.") and node.func.attr in ("begin", "move", "note"):
        return [f"{node.lineno}: {words}(…)"]
    return []


def leaves(target: ast.expr) -> list[ast.expr]:
    return [leaf for part in target.elts for leaf in leaves(part)] if isinstance(target, ast.Tuple) else [target]


def restates(target: ast.expr) -> bool:
    return (
        isinstance(target, ast.Attribute) and target.attr in STATES and speaks_of_enrolments(ast.unparse(target.value))
    )


def speaks_of_enrolments(words: str) -> bool:
    rows = words.lower().replace("enrolmentevent", "")
    return "enrolment" in rows or rows in ("place", "live", "waiting")


FILES = [
    path
    for package in PACKAGES
    for path in sorted((HOUSE / package).rglob("*.py"))
    if DOOR not in path.parents and "migrations" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_other_module_gives_or_takes_a_place(path):
    assert other_doors(path.read_text()) == []


@pytest.mark.parametrize(
    "canary",
    [
        "Enrolment(learner=l, run=r)",
        "Enrolment.objects.create(learner=l)",
        "run.enrolments.get_or_create(learner=l)",
        "Enrolment.objects.bulk_create(rows)",
        "run.enrolments.filter(pk=1).update(status='confirmed')",
        "enrolment.status = 'confirmed'",
        "enrolment.began_on, enrolment.status = today, 'completed'",
        "from enrolment.places.moves import move",
        "moves.begin(learner=l)",
    ],
)
def test_another_door_would_be_found(canary):
    assert other_doors(canary)


@pytest.mark.parametrize("harmless", ["run.status = 'x'", "request_place(run=r)", "Mark.objects.create(enrolment=e)"])
def test_what_is_no_door_is_left_alone(harmless):
    assert not other_doors(harmless)
