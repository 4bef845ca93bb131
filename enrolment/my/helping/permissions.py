"""Whoever helps sees the person they help, and of them what the learner ticked; everything else is not there."""

import datetime as dt

from django.http import Http404
from django.utils import timezone

from courses.permissions import row_or_404
from enrolment.learners.support.models import Support
from enrolment.learners.support.queries import people_helped_by
from enrolment.places.models import Enrolment
from enrolment.places.queries import places_of

HERE = {"requested", "confirmed", "waiting", "offered"}


def support_or_404(request, code: str, scope: str = "") -> Support:
    """The live support called `code` of whoever is signed in, said yes to, and with `scope` where one is named."""
    support = row_or_404(people_helped_by(request.user, today=timezone.localdate()), code=code)
    if not support.accepted_at or (scope and not getattr(support, scope)):
        raise Http404
    return support


def places_shown(support: Support, *, now: dt.datetime) -> list[Enrolment]:
    """The learner's places that are still to come, as far as the support shows them: all, or those kept to answer."""
    if support.may_see or support.may_book:
        statuses = HERE
    elif support.may_answer:
        statuses = {"offered"}
    else:
        return []
    found = places_of(support.learner).filter(status__in=statuses)
    return [place for place in found if any(session.ends_at > now for session in place.run.sessions_on())]


def place_or_404(support: Support, code: str, *, now: dt.datetime) -> Enrolment:
    """One of those; else 404."""
    found = next((place for place in places_shown(support, now=now) if place.code == code), None)
    if found is None:
        raise Http404
    return found
