"""The cards of runs in a list, drawn once for every list that shows them, until something changes."""

import datetime as dt
from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cms.keeping import while_unchanged
from college.fields import opaque_code
from courses.queries import coming_runs, with_words


def cards_of(runs: Sequence[int], *, now: dt.datetime) -> list[SafeString]:
    """The card of each of `runs` (ids of what is coming at `now`), in their order; those not kept in four queries."""
    drawn = while_unchanged("cards", runs, lambda lacking: _draw(lacking, now))
    return [drawn[run] for run in runs if run in drawn]


def _draw(ids: list[int], now: dt.datetime) -> dict[int, SafeString]:
    runs = with_words(coming_runs(now).filter(pk__in=ids))
    between = opaque_code()
    words = render_to_string("cms/run_cards_apart.html", {"runs": runs, "between": between})
    *cards, _rest = words.split(between)
    return {run.pk: mark_safe(card) for run, card in zip(runs, cards, strict=True)}
