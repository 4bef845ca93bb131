"""Acting for a learner: the same verbs as their own, held to what was ticked, and written down as done for them.

Runs are locked before the support, and the support before anything is decided: who was stopped a moment ago
does nothing more.
"""

import datetime as dt

from django.db import transaction

from college.models import User
from courses.models import Run, Session
from enrolment.learners.support.actions import hold_support, write_down
from enrolment.learners.support.models import Support, SupportEvent
from enrolment.places.actions import request_place, withdraw
from enrolment.places.models import Enrolment, Offer
from enrolment.places.moves import hold_run
from enrolment.places.offers import accept_offer, decline_offer
from enrolment.registers.apologies import send_apologies

Became = SupportEvent.Became


@transaction.atomic
def book_for(*, support: Support, run: Run, fits: bool, by: User, now: dt.datetime) -> Enrolment:
    """Ask for a place for the learner. Twice is one place. Refuses NotAnyMore, and whatever request_place would."""
    hold_run(run.pk)
    support = hold_support(support=support, scope="may_book", now=now)
    known = set(Enrolment.objects.filter(learner=support.learner, run=run).values_list("pk", flat=True))
    enrolment = request_place(learner=support.learner, run=run, by=by, now=now, fits=fits)
    if enrolment.pk not in known:
        write_down(support=support, became=Became.BOOKED, by=by, now=now, about=enrolment.code)
    return enrolment


@transaction.atomic
def leave_for(*, support: Support, enrolment: Enrolment, by: User, now: dt.datetime) -> None:
    """Give the learner's place up. Twice is once. Refuses NotAnyMore."""
    hold_run(enrolment.run_id)
    support = hold_support(support=support, scope="may_book", now=now)
    if Enrolment.objects.get(pk=enrolment.pk).status == "withdrawn":
        return
    withdraw(enrolment=enrolment, by=by, now=now)
    write_down(support=support, became=Became.LEFT, by=by, now=now, about=enrolment.code)


@transaction.atomic
def excuse_for(*, support: Support, enrolment: Enrolment, session: Session, by: User, now: dt.datetime) -> None:
    """Say that the learner can't come to `session`. Refuses NotAnyMore, TooLateToSay."""
    hold_run(enrolment.run_id)
    support = hold_support(support=support, scope="may_book", now=now)
    send_apologies(enrolment=enrolment, session=session, by=by, now=now)
    write_down(support=support, became=Became.CANT_COME, by=by, now=now, about=enrolment.code)


@transaction.atomic
def answer_for(*, support: Support, offer: Offer, yes: bool, by: User, now: dt.datetime) -> None:
    """Say yes or no to a place kept for the learner. Twice is once. Refuses NotAnyMore, OfferOver."""
    hold_run(offer.enrolment.run_id)
    support = hold_support(support=support, scope="may_answer", now=now)
    was_open = Offer.objects.get(pk=offer.pk).outcome == Offer.Outcome.OPEN
    (accept_offer if yes else decline_offer)(offer=offer, by=by, now=now)
    if was_open:
        became = Became.SAID_YES if yes else Became.SAID_NO
        write_down(support=support, became=became, by=by, now=now, about=offer.enrolment.code)
