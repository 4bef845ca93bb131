"""Small words for the pages of an import: `{% load imports %}`."""

import json

from django import template

from enrolment.office.imports.comparing import State

register = template.Library()


@register.filter
def as_json(cells: dict[str, str]) -> str:
    """The cells of a suggestion, as its button carries them."""
    return json.dumps(cells)


@register.filter
def cell_named(cells: dict[str, str], column: str) -> str:
    return cells.get(column, "")


@register.filter
def state_words(outcome: str) -> str:
    """What became of a line; empty where nothing did."""
    return State(outcome).words if outcome else ""
