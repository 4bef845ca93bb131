"""What still wants arranging, by the run and the day on which somebody will need it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.models import Run, Session
from courses.permissions import Permission, localities_for
from enrolment.learners.answers import NEED_WORDS
from enrolment.learners.models import Need
from enrolment.office.today import needs_to_arrange
from enrolment.places.models import Enrolment


@dataclass(frozen=True)
class NeedLine:
    """One thing to arrange: whose, what, and for which session first; neither run nor day where none is ahead."""

    need: Need
    words: str
    run: Run | None
    session: Session | None


def needs_by_run(user, *, today: dt.date, most: int = 200) -> list[NeedLine]:
    """At most `most` things to arrange in the user's localities, the soonest session first. Three queries."""
    needs = list(needs_to_arrange(user).select_related("learner", "owner").order_by("asked_at", "pk")[:most])
    places = (
        Enrolment.objects.filter(learner__in={need.learner_id for need in needs}, status="confirmed")
        .filter(run__locality__in=localities_for(user, Permission.SEE_LEARNERS))
        .select_related("run__course")
        .prefetch_related("run__sessions")
    )
    coming: dict[int, Session] = {}
    for place in places:
        ahead = [session for session in place.run.sessions_on() if session.held_on >= today]
        for session in ahead[:1]:
            first = coming.get(place.learner_id)
            if first is None or (session.held_on, session.starts) < (first.held_on, first.starts):
                session.run = place.run
                coming[place.learner_id] = session
    lines = [_line(need, coming.get(need.learner_id)) for need in needs]
    return sorted(lines, key=lambda line: (line.session is None, line.session.held_on if line.session else today))


def _line(need: Need, session: Session | None) -> NeedLine:
    words = NEED_WORDS.get(need.kind) or _("in their own words")
    return NeedLine(need, str(words), session.run if session else None, session)
