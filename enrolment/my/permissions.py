"""Learners see their own and nothing else; a run that isn't public is not there."""

import datetime as dt

from django.http import Http404

from courses.models import Policy, Run
from courses.permissions import row_or_404
from courses.vocabulary import in_its_words
from enrolment.learners.models import Learner, ReferralDraft
from enrolment.learners.queries import learner_of, open_draft
from enrolment.places.models import Enrolment, Offer
from enrolment.places.queries import offer_called, places_of, with_own_place
from enrolment.registers.queries import with_what_there_is


def learner_or_404(request) -> Learner:
    """The learner who is signed in; 404 for somebody who never joined."""
    learner = learner_of(request.user)
    if learner is None:
        raise Http404
    return learner


def place_to_show_or_404(request, code: str) -> Enrolment:
    """The place called `code` of the learner who is signed in, with all that its page prints; else 404."""
    return row_or_404(with_what_there_is(places_of(learner_or_404(request))), code=code)


def public_run_or_404(code: str, now: dt.datetime, learner: Learner | None = None) -> Run:
    """The run called `code` if anybody may see it, with all that its facts print; else 404.

    With `own_code` where a `learner` is asked about (places.queries.with_own_place).
    """
    rows = Run.objects.public(now).for_lists()
    return row_or_404(with_own_place(rows, learner) if learner else rows, code=code)


def run_to_book_or_404(code: str) -> Run:
    """The run called `code`, only to name it: whether anybody may see it, the verb asks once the run is locked."""
    return row_or_404(Run.objects.only("code"), code=code)


def draft_or_404(run: str, code: str, now: dt.datetime) -> ReferralDraft:
    """The unfinished form of that run, while it is kept; else 404."""
    draft = open_draft(run_code=run, code=code, now=now)
    if draft is None:
        raise Http404
    return in_its_words(draft)


def offer_for(request, code: str, now: dt.datetime) -> Offer | None:
    """The offer called `code`, for whoever may answer it; None for a visitor who has to sign in first; else 404.

    Somebody who can sign in by e-mail does so. For everyone else the link that was sent to them, or that
    stands in their letter, is enough: they are bound to it by its code, for as long as it is of use.
    """
    found = offer_called(code)
    if found and _opens_by_code(found, now):
        return in_its_words(found)
    if not request.user.is_authenticated:
        return None
    if found is None or found.enrolment.learner != learner_of(request.user):
        raise Http404
    return in_its_words(found)


def _opens_by_code(offer: Offer, now: dt.datetime) -> bool:
    user = offer.enrolment.learner.user
    afterwards = dt.timedelta(days=Policy.current().offer_link_days)
    is_of_use = offer.ended_at is None or now < offer.ended_at + afterwards
    return is_of_use and not (user and user.email)
