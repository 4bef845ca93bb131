"""The waiting list: who is next, by which rule."""

from courses.models import Policy, Run
from enrolment.places.models import Enrolment
from enrolment.places.queries import Standing, held_in_term, ready_for


def somebody_is_before(run: Run, standing: Standing) -> bool:
    """Whether a newcomer must wait because of those who wait already."""
    if not standing.waiting:
        return False
    if Policy.current().waiting_list == Policy.Waiting.OFFICE:
        return True
    return bool(next_in_line(run, standing, most=1))


def next_in_line(run: Run, standing: Standing, *, most: int) -> list[Enrolment]:
    """The first `most` who are ready, for whom a place is open, and who may hold one more this term."""
    waiting = ready_for(run).select_related("learner")
    open_to_them = [e for e in waiting if standing.open_to(e.learner.capacities) > 0]
    limit = Policy.current().places_per_term
    if limit is not None and run.format != "drop_in":
        held = held_in_term([e.learner_id for e in open_to_them], run.term_id)
        open_to_them = [e for e in open_to_them if held[e.learner_id] < limit]
    return open_to_them[:most]
