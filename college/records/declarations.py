"""What is stored about people: every field of every model says so, or the tests are red.

Each package declares its own in `personal.py`, which its AppConfig.ready imports.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise

Kind = Literal["P0", "P1", "P2", "P3", "P4", "P5"]
Erase = Literal["empty", "delete row", "keep"]
KINDS = {
    "P0": "most private",
    "P1": "who someone is, what they do here",
    "P2": "accounts and keys",
    "P3": "certificates, registers, history",
    "P4": "the public prospectus",
    "P5": "not data, but availability",
}
# Labels of the packages that are ours: their fields are declared one by one.
OURS = ("college", "courses", "enrolment", "cms")


@dataclass(frozen=True)
class Personal:
    """One field about a person: class, what for, how long, and what erasure does to it."""

    kind: Kind
    purpose: str | Promise
    keep: str | Promise
    erase: Erase

    def __post_init__(self):
        if self.kind not in KINDS or self.erase not in ("empty", "delete row", "keep"):
            raise ValueError(f"{self} is not of a known kind or way of erasure.")


@dataclass(frozen=True)
class Declaration:
    personal: Mapping[str, Personal]
    plain: frozenset[str]


registry: dict[str, Declaration] = {}


def fields_of(model: type[Model]) -> list[str]:
    """The columns and many-to-many tables that `model` itself adds, its key left out."""
    meta = model._meta
    columns = [field.name for field in meta.local_concrete_fields if not field.primary_key]
    return columns + [field.name for field in meta.local_many_to_many]


def declare(
    model: type[Model] | str, *, personal: Mapping[str, Personal] | None = None, plain: Iterable[str] = ()
) -> None:
    """Declare the fields of `model` (or "app.Model"): those about a person, and those that are not.

    Refuses a second declaration, a field declared as both, and names the model does not have.
    """
    model = apps.get_model(model) if isinstance(model, str) else model
    personal, plain = dict(personal or {}), frozenset(plain)
    label = model._meta.label
    if label in registry:
        raise ValueError(f"{label} is declared twice.")
    wrong = (personal.keys() & plain) | ((personal.keys() | plain) - set(fields_of(model)))
    if wrong:
        raise ValueError(f"{label} has no such fields, or they are declared as both: {sorted(wrong)}")
    registry[label] = Declaration(personal, plain)


def nobody(*labels: str) -> None:
    """Declare that models of other people's packages hold nothing about a person, whatever they add."""
    for label in labels:
        model = apps.get_model(label)
        if model._meta.app_label in OURS:
            raise ValueError(f"{label} is ours: declare its fields one by one.")
        declare(model, plain=fields_of(model))


def undeclared(models: Iterable[type[Model]] | None = None) -> list[str]:
    """Every field, as "app.Model.field", that nobody declared; of all installed models by default."""
    missing = []
    for model in models if models is not None else apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        known = registry.get(model._meta.label, Declaration({}, frozenset()))
        declared = known.personal.keys() | known.plain
        missing += [f"{model._meta.label}.{name}" for name in fields_of(model) if name not in declared]
    return sorted(missing)


def as_markdown() -> str:
    """The table of all personal fields, for docs/personal-data.md."""
    lines = ["| Record | Field | Class | What for | Kept | Erasure |", "|---|---|---|---|---|---|"]
    for label in sorted(registry):
        for name, field in registry[label].personal.items():
            lines.append(f"| {label} | {name} | {field.kind} | {field.purpose} | {field.keep} | {field.erase} |")
    return "\n".join(lines) + "\n"
