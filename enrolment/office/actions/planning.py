"""Verbs that plan: a run with its days, made unless somebody else has the room."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from college.refusals import Refusal
from courses.actions.runs import RunFacts, make_run
from courses.clashes import Meeting, in_the_room, venue_clashes
from courses.dates import session_words
from courses.models import Run, Session, Term, Venue


class RoomTaken(Refusal):
    """Somebody is there already; `taken` says who, a sentence each."""

    def __init__(self, taken: Sequence[str]):
        super().__init__(_("This clashes with something else. If that is all right, tick “I know”."))
        self.taken = list(taken)


@transaction.atomic
def plan_run(*, facts: RunFacts, knows: bool, by, now: dt.datetime) -> Run:
    """A new run in draft. Refuses, unless the planner `knows`, a room that is taken and a run that is there."""
    Term.objects.select_for_update().get(pk=facts.term.pk)
    lock_venues([facts.venue])
    taken = taken_for(facts)
    if taken and not knows:
        raise RoomTaken(taken)
    return make_run(facts=facts, by=by, now=now)


def taken_for(facts: RunFacts) -> list[str]:
    """What stands in the way of a new run, in sentences: who has its room, and the same run made before."""
    meetings = [Meeting(facts.venue, day, starts, ends) for day, starts, ends in facts.sessions]
    found = [in_the_room(session) for session in venue_clashes(meetings)]
    day, starts, _ends = facts.sessions[0]
    same = Session.objects.filter(
        run__term=facts.term, run__course=facts.course, run__locality=facts.locality, held_on=day, starts=starts
    )
    twin = same.exclude(status="cancelled").first()
    if twin and not found:
        words = {"course": facts.course, "place": facts.locality, "when": session_words(twin)}
        found.append(_("%(course)s, %(place)s has a run on %(when)s already.") % words)
    return found


def lock_venues(venues: Sequence[Venue | None]) -> None:
    """One planner at a time in each of these rooms, in order of their ids."""
    ids = {venue.pk for venue in venues if venue}
    list(Venue.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
