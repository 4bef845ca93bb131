"""What learners do that needs two rooms at once: joining the college and taking a place."""

import datetime as dt

from django.db import transaction

from college.models import User
from courses.models import Run
from enrolment.learners.actions import agree, register_learner
from enrolment.learners.answers import Answers
from enrolment.learners.drafts import close_draft
from enrolment.learners.models import Learner, ReferralDraft
from enrolment.places.actions import request_place
from enrolment.places.models import Enrolment
from enrolment.places.moves import hold_run


@transaction.atomic
def refer_yourself(*, draft: ReferralDraft, account: User | None, now: dt.datetime, fits: bool = False) -> Enrolment:
    """The last step of a self-referral: the learner and the place, both or neither.

    `account` is whoever is signed in, None for a visitor; `fits` as in request_place. Sent twice, by a
    double click, the Back button or a second device, it gives the same enrolment. Refuses what joining refuses
    and what asking for a place refuses; the draft then stays as it was.
    """
    hold_run(draft.run_id)
    draft = ReferralDraft.objects.select_for_update(of=("self",)).select_related("run").get(pk=draft.pk)
    if draft.enrolment_code:
        return Enrolment.objects.get(code=draft.enrolment_code)
    learner = register_learner(answers=Answers.from_json(draft.answers), by=account, now=now, account=account)
    enrolment = request_place(learner=learner, run=draft.run, by=account or learner.user, now=now, fits=fits)
    close_draft(draft=draft, enrolment_code=enrolment.code, now=now)
    return enrolment


@transaction.atomic
def agree_and_book(*, learner: Learner, run: Run, by: User, now: dt.datetime, fits: bool = False) -> Enrolment:
    """A learner who has joined before accepts the agreement as it stands now, and takes a place."""
    hold_run(run.pk)
    agree(learner=learner, by=by, now=now)
    return request_place(learner=learner, run=run, by=by, now=now, fits=fits)
