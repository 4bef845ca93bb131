"""Where somebody already is, when they would teach a run: said by name, for a person who plans."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from courses.models import Run, Session
from enrolment.trainers.gathering import gather, meeting_of
from enrolment.trainers.models import Allocation
from enrolment.trainers.standing_in.models import StandIn
from enrolment.trainers.standing_in.states import EXPECTED


def taken_beside(run: Run, trainers: Iterable[int], *, today: dt.date) -> dict[int, list[Session]]:
    """Sessions of others that each of `trainers` (ids) could not come to if they taught `run` as well.

    At one hour, or too far away to get from one to the other; of runs they teach or are asked for, and
    those to which they come instead of somebody. From `today` (local date) on; fixed queries.
    """
    ids, term = list(trainers), gather(Run.objects.filter(pk=run.pk), today=today)
    mine = [meeting for told in term.runs for meeting in told.meetings]
    busy: dict[int, set[int]] = defaultdict(set)
    live = Allocation.objects.live().filter(trainer__in=ids, run__status__in=["draft", "published"]).exclude(run=run)
    for other, trainer in live.values_list("run", "trainer"):
        busy[other].add(trainer)
    comes: dict[int, set[int]] = defaultdict(set)
    instead = StandIn.objects.filter(trainer__in=ids, status__in=EXPECTED, gap__ended_at=None)
    for number, trainer in instead.values_list("gap__session", "trainer"):
        comes[number].add(trainer)
    theirs = Session.objects.filter(Q(run__in=busy) | Q(pk__in=comes), held_on__in={meeting.day for meeting in mine})
    rows = theirs.exclude(status="cancelled").select_related("run__course", "run__locality", "run__venue", "venue")
    found: dict[int, list[Session]] = defaultdict(list)
    for session in rows.order_by("held_on", "starts", "pk"):
        meeting = meeting_of(session, session.run)
        if any(not term.can_both_be_met(meeting, each) for each in mine):
            for trainer in busy[session.run_id] | comes[session.pk]:
                found[trainer].append(session)
    return found
