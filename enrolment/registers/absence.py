"""Which absences ask for a kind call: the college's rule, and nothing else."""

from collections.abc import Sequence

from enrolment.registers.models import FollowUp, Mark

Reason = FollowUp.Reason


def calls_asked_for(statuses: Sequence[str | None], *, after_first: bool, in_a_row: int) -> dict[int, str]:
    """Which of somebody's closed sessions, oldest first, ask for a call, and why: place in `statuses` → Reason.

    `after_first`: missing the very first asks for one. `in_a_row`: so many missed without a break ask
    for one, and as many again for another; 0 never. Apologies, and a session without a mark, break the
    row: nobody is rung who said that they can't come.
    """
    found: dict[int, str] = {}
    missed = 0
    for place, status in enumerate(statuses):
        missed = missed + 1 if status == Mark.Status.DID_NOT_ATTEND else 0
        if missed and place == 0 and after_first:
            found[place] = Reason.FIRST
        elif missed and in_a_row and missed % in_a_row == 0:
            found[place] = Reason.IN_A_ROW
    return found
