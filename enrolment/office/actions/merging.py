"""Two records of one person are put together; for a month it can be undone.

Nothing is deleted: what belongs to the one record is moved to the other, and written down by its id. The
runs of both are locked, then both records, in order of their ids, so that no place is booked meanwhile.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.models import User
from college.refusals import Refusal
from courses.models import Run
from enrolment.learners.models import Learner, Merge, NotTheSame
from enrolment.messages.actions import way_to, write_to
from enrolment.office.actions.handing_over import empty_again, fill_in, give_back, hand_over
from enrolment.places.moves import lock_learners
from enrolment.places.states import LIVE

UNDONE_WITHIN = dt.timedelta(days=30)
# What the person reads when two records were put together, and when that was undone.
TOLD = {
    "together": gettext_lazy(
        "Hello %(name)s,\n\nwe found that we had written you down twice, and have put the two records together. "
        "Nothing of yours is lost, and you need do nothing. If this can't be right, please ring us or answer this.\n"
    ),
    "apart": gettext_lazy(
        "Hello %(name)s,\n\nwe had put two records together that we thought were both yours. "
        "That was wrong, and we have undone it. If anything looks odd to you, please ring us or answer this.\n"
    ),
}
# Places that are over on both records: neither can be given up, so each stays where it is.
OVER = {"completed", "not_completed"}


class OneRecord(Refusal):
    sentence = gettext_lazy("These are not two records, or one of them was put together with another meanwhile.")


class PlacesOnOneRun(Refusal):
    def __init__(self, titles: list[str]):
        super().__init__(
            _("Both records have a place or wait on: %(courses)s. Give one of them up first, then put them together.")
            % {"courses": ", ".join(titles)}
        )


class AgesDiffer(Refusal):
    sentence = gettext_lazy(
        "One record is of somebody under age, with a parent or guardian, and the other says that they are old enough. "
        "Find out which is right. Are they old enough by now? Say so on the page of their guardian, then put the two "
        "together."
    )


class TooLate(Refusal):
    sentence = gettext_lazy("It was put together more than 30 days ago. It can’t be undone any more.")


class LaterOneFirst(Refusal):
    sentence = gettext_lazy("The record was put together with another one since. Undo that first.")


@transaction.atomic
def merge_records(*, kept: Learner, gone: Learner, by: User, now: dt.datetime) -> Merge:
    """Move all that belongs to `gone` to `kept`, and tell the person, at both addresses where they differ.

    What `kept` says stands; where it says nothing, what `gone` said is taken. Whoever signs in as
    `gone` is `kept` from now on. Refuses OneRecord; AgesDiffer, since nobody comes of age by being put together; and
    PlacesOnOneRun where both hold or await a place on one run: which is to be given up, the office asks the person.
    """
    kept, gone = _locked(kept, gone)
    if kept.pk == gone.pk or kept.merged_into_id or gone.merged_into_id:
        raise OneRecord
    if any(young.guardian and old.age_confirmed for young, old in ((kept, gone), (gone, kept))):
        raise AgesDiffer
    stays = _places_that_stay(kept, gone)
    merge = Merge.objects.create(kept=kept, gone=gone, by=by, at=now)
    merge.moved = hand_over(gone, kept, stays=stays)
    merge.before = fill_in(kept, gone)
    merge.save(update_fields=["moved", "before"])
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    _tell(merge, "together", now)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: User, now: dt.datetime) -> Merge:
    """Move back what was moved, as far as it is still there, and take back what was filled in. Twice is once.

    What came since, such as a place booked after the two were put together, stays with the kept
    record. The person is told. Refuses TooLate, LaterOneFirst.
    """
    kept, gone = _locked(merge.kept, merge.gone)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at:
        return merge
    if now > merge.at + UNDONE_WITHIN:
        raise TooLate
    if kept.merged_into_id:
        raise LaterOneFirst
    give_back(kept, gone, merge.moved)
    empty_again(kept, gone, merge.before)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    merge.undone_at, merge.undone_by = now, by
    merge.save(update_fields=["undone_at", "undone_by"])
    merge.kept, merge.gone = kept, gone
    _tell(merge, "apart", now)
    return merge


@transaction.atomic
def forget_merges(*, now: dt.datetime, most: int = 1000) -> int:
    """Empty what was written down to undo at most `most` of them, once none can be undone any more."""
    over = Merge.objects.filter(at__lt=now - UNDONE_WITHIN).exclude(moved={}, before={})
    ids = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    return Merge.objects.filter(pk__in=ids).update(moved={}, before={})


@transaction.atomic
def keep_apart(*, one: Learner, other: Learner, by: User, now: dt.datetime) -> None:
    """Somebody knows that two records that are alike are of two people: they are shown no more. Twice is once."""
    if one.pk == other.pk:
        raise OneRecord
    first, second = sorted((one, other), key=lambda learner: learner.pk)
    NotTheSame.objects.get_or_create(one=first, other=second, defaults={"by": by, "at": now})


def runs_of_both(kept: Learner, gone: Learner) -> list[Run]:
    """The runs on which both hold or await a place, which stand in the way."""
    live = kept.enrolments.filter(status__in=LIVE).values_list("run_id", "status")
    theirs = dict(live)
    rows = gone.enrolments.filter(status__in=LIVE, run__in=theirs).select_related("run__course").order_by("run_id")
    return [row.run for row in rows if not {row.status, theirs[row.run_id]} <= OVER]


def _locked(kept: Learner, gone: Learner) -> tuple[Learner, Learner]:
    runs = Run.objects.filter(enrolments__learner__in=[kept.pk, gone.pk]).values("pk")
    list(Run.objects.select_for_update().only("pk").filter(pk__in=runs).order_by("pk"))
    learners = lock_learners([kept.pk, gone.pk])
    return learners[kept.pk], learners[gone.pk]


def _places_that_stay(kept: Learner, gone: Learner) -> list[int]:
    """Ids of places of `gone` on runs that are over for both. Refuses PlacesOnOneRun for the others."""
    if runs := runs_of_both(kept, gone):
        raise PlacesOnOneRun([run.course.title for run in runs])
    over = kept.enrolments.filter(status__in=OVER).values("run")
    return list(gone.enrolments.filter(status__in=OVER, run__in=over).values_list("pk", flat=True))


def _tell(merge: Merge, what: str, now: dt.datetime) -> None:
    """To the kept record's address, and to the other's where that differs: it may be another person's after all."""
    told = set()
    for learner in (merge.kept, merge.gone):
        channel, address = way_to(learner)
        if (channel, address) in told:
            continue
        told.add((channel, address))
        write_to(
            learner=learner,
            key=f"merge:{merge.code}:{what}:{learner.code}",
            subject=gettext_lazy("About what we hold about you"),
            text=TOLD[what],
            now=now,
        )
