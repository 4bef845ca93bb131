"""Verbs on releases: a line manager's yes is written down, or holds no more."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Run
from enrolment.trainers.models import Trainer
from enrolment.trainers.releasing.models import Release


class NothingReleased(Refusal):
    sentence = _("Choose the run, or tick the days of the week: one of the two.")


class NobodySaidYes(Refusal):
    sentence = _("Write who said yes.")


class OverAlready(Refusal):
    sentence = _("This day is over. Write the last day for which they said yes.")


@transaction.atomic
def note_release(
    *, trainer: Trainer, run: Run | None, weekdays: Iterable[int], said_by: str, until: dt.date, by: User,
    now: dt.datetime,
) -> Release:  # fmt: skip
    """That `said_by` lets `trainer` teach `run`, or on `weekdays` (Monday 0), up to a local day. Twice is once.

    Refuses NothingReleased where it is for neither or for both, NobodySaidYes and OverAlready.
    """
    figures = "".join(str(day) for day in sorted(set(weekdays)))
    if bool(run) == bool(figures):
        raise NothingReleased
    if not said_by.strip():
        raise NobodySaidYes
    if until < timezone.localdate(now):
        raise OverAlready
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    facts = {"run": run, "weekdays": figures, "said_by": said_by.strip(), "until": until, "ended_at": None}
    noted, _made = Release.objects.get_or_create(trainer=trainer, **facts, defaults={"by": by, "at": now})
    return noted


@transaction.atomic
def end_release(*, release: Release, by: User, now: dt.datetime) -> Release:
    """It holds no more. What the trainer has accepted stays, to be talked about. Twice is once."""
    release = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if release.ended_at is None:
        release.ended_by, release.ended_at = by, now
        release.save(update_fields=["ended_by", "ended_at"])
    return release
