"""What is due for registers, whether or not anybody looks."""

import datetime as dt

from college.sweeps import sweep
from enrolment.registers.concerns import escalate
from enrolment.registers.queries import concerns_not_opened


@sweep("escalate concerns")
def escalate_concerns(now: dt.datetime) -> int:
    """Concerns that nobody has opened in time; each in its own short transaction."""
    return sum(escalate(concern=concern, now=now) for concern in concerns_not_opened(now)[:50])
