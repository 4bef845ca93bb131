"""Verbs on a place that is held for somebody: yes, no, and no answer in time.

A place held counts as taken. Saying no, or nothing, costs nothing: the person stays on the list, resting,
until they say that they are ready; the place is at once held for the next.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from enrolment.places import moves
from enrolment.places.actions import fill_places
from enrolment.places.gates import check_run
from enrolment.places.models import Enrolment, Offer
from enrolment.places.states import LIVE


class OfferOver(Refusal):
    sentence = _(
        "This place is no longer held for you. You lose nothing by it: say that you are ready, "
        "and you are asked again when a place comes free."
    )


@transaction.atomic
def accept_offer(*, offer: Offer, by, now: dt.datetime) -> Enrolment:
    """The person says yes, by link, by telephone or at the office. Twice is once.

    A yes counts for as long as the place is still held, be it a minute late. Refuses OfferOver,
    and a run that is called off or over.
    """
    enrolment, offer = _locked_offer(offer)
    if offer.outcome == Offer.Outcome.ACCEPTED and enrolment.status in LIVE:
        return enrolment
    if offer.outcome != Offer.Outcome.OPEN:
        raise OfferOver
    check_run(enrolment.run, source=Enrolment.Source.OFFICE, now=now)
    return moves.give(enrolment, by=by, now=now, told="confirmed")


@transaction.atomic
def decline_offer(*, offer: Offer, by, now: dt.datetime) -> Enrolment:
    """The person says no: they rest on the list at no cost, and the next is asked at once. Twice is once.

    Refuses OfferOver where it was answered otherwise or has ended.
    """
    enrolment, offer = _locked_offer(offer)
    if offer.outcome == Offer.Outcome.DECLINED:
        return enrolment
    if offer.outcome != Offer.Outcome.OPEN:
        raise OfferOver
    return _rest(enrolment, by=by, now=now, reason="declined")


@transaction.atomic
def run_out(*, offer: Offer, now: dt.datetime) -> bool:
    """No answer came in time: the person rests on the list, and the next is asked. Whether it was so.

    Safe twice, at once, late: an offer that was answered meanwhile, or that still runs, stays as it is.
    """
    enrolment, offer = _locked_offer(offer)
    if offer.outcome != Offer.Outcome.OPEN or offer.until > now:
        return False
    _rest(enrolment, by=None, now=now, reason=Offer.Outcome.RUN_OUT)
    return True


def _rest(enrolment: Enrolment, *, by, now: dt.datetime, reason: str) -> Enrolment:
    enrolment.is_resting = True
    moves.move(enrolment, "waiting", by=by, now=now, reason=reason, told="offer_ended")
    fill_places(run=enrolment.run, now=now)
    return enrolment


def _locked_offer(offer: Offer) -> tuple[Enrolment, Offer]:
    """The enrolment and the offer as they are once the run is locked."""
    enrolment = moves.locked(offer.enrolment)
    return enrolment, Offer.objects.get(pk=offer.pk)
