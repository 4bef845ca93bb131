"""Verbs on unfinished self-referrals: begun, saved screen by screen, gone on with by their code, done, forgotten."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.fields import without_gaps
from college.limits import allow
from college.refusals import Refusal
from college.signin.names import counted
from courses.models import Policy, Run
from enrolment.learners.answers import Answers
from enrolment.learners.models import ReferralDraft
from enrolment.learners.queries import draft_called

TRIES_AN_HOUR = 30


class NoSuchDraft(Refusal):
    sentence = _(
        "We have no form with this code. It may have a letter too few, or it was kept long enough and is deleted. "
        "You can begin anew, or ring us."
    )


class DoneAlready(Refusal):
    sentence = _("This form was sent meanwhile, and has led to a place or to the waiting list. Look for them by name.")


class TooManyTries(Refusal):
    sentence = _("So many codes were tried here that we must wait an hour. You can begin anew, or ring us.")


@transaction.atomic
def start_draft(*, run: Run, answers: Answers, now: dt.datetime) -> ReferralDraft:
    """A self-referral begins; what is typed is kept, sealed, for Policy.draft_hours."""
    return ReferralDraft.objects.create(run=run, answers=answers.as_json(), started_at=now, touched_at=now)


@transaction.atomic
def save_answers(*, draft: ReferralDraft, given: dict, now: dt.datetime) -> Answers:
    """Keep what one screen asked for, beside what the others did."""
    draft = ReferralDraft.objects.select_for_update().get(pk=draft.pk)
    answers = Answers.from_json(draft.answers)
    for name, value in given.items():
        setattr(answers, name, value)
    draft.answers, draft.touched_at = answers.as_json(), now
    draft.save(update_fields=["answers", "touched_at"])
    return answers


def draft_to_finish(*, code: str, now: dt.datetime) -> ReferralDraft:
    """The draft called `code`, locked, for somebody who finishes it for the person; the run is locked before.

    Refuses NoSuchDraft, and DoneAlready.
    """
    draft = ReferralDraft.objects.select_for_update(of=("self",)).filter(code=code).first()
    if draft is None or draft_called(code, now=now) is None:
        raise NoSuchDraft
    if draft.enrolment_code:
        raise DoneAlready
    return draft


@transaction.atomic
def close_draft(*, draft: ReferralDraft, enrolment_code: str, now: dt.datetime) -> None:
    """The self-referral has led to an enrolment: forget the answers, remember only which."""
    draft.answers, draft.enrolment_code, draft.touched_at = "", enrolment_code, now
    draft.save(update_fields=["answers", "enrolment_code", "touched_at"])


@transaction.atomic
def forget_drafts(*, now: dt.datetime, most: int = 1000) -> int:
    """Delete at most `most` drafts that nobody touched for Policy.draft_hours."""
    old = now - dt.timedelta(hours=Policy.current().draft_hours)
    ids = ReferralDraft.objects.filter(touched_at__lt=old).order_by("pk").values_list("pk", flat=True)[:most]
    return ReferralDraft.objects.filter(pk__in=list(ids)).delete()[0]


def go_on(*, code: str, network: str, now: dt.datetime) -> ReferralDraft:
    """The self-referral that was begun under `code`, as people write it: with spaces, in capitals.

    `network`: where the code came from, counted for an hour and never kept in clear. Refuses NoSuchDraft, TooManyTries.
    Not one transaction: a try stays counted.
    """
    if not allow(f"go-on:{counted(network)}", most=TRIES_AN_HOUR, within=dt.timedelta(hours=1), now=now):
        raise TooManyTries
    draft = draft_called(without_gaps(code), now=now)
    if draft is None:
        raise NoSuchDraft
    return draft
