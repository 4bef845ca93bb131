"""Verbs of the office on many runs at once."""

import datetime as dt

from college.refusals import Refusal
from courses.actions.runs import publish_run


def publish_runs(*, runs, by, now: dt.datetime) -> tuple[int, list[str]]:
    """Publish each of `runs`; returns how many became public and a sentence for each that could not.

    Each run stands for itself.
    """
    published, refused = 0, []
    for run in runs.select_related("course", "locality").order_by("pk"):
        try:
            if run.status == "draft":
                publish_run(run=run, by=by, now=now)
                published += 1
        except Refusal as refusal:
            refused.append(f"{run}: {refusal}")
    return published, refused
