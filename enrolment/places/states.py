"""May it now: the transitions of an enrolment."""

ENROLMENT = {
    "requested": {"confirmed", "waiting", "declined", "withdrawn", "cancelled"},
    "waiting": {"requested", "offered", "confirmed", "declined", "withdrawn", "cancelled"},
    "offered": {"requested", "confirmed", "waiting", "withdrawn", "cancelled"},
    "confirmed": {"withdrawn", "cancelled", "completed", "not_completed"},
    "completed": {"not_completed"},
    "not_completed": {"completed"},
    "declined": set(),
    "withdrawn": set(),
    "cancelled": set(),
}

# One of these at most, for a learner and a run.
LIVE = ("requested", "waiting", "offered", "confirmed", "completed", "not_completed")
# These count against a run's places.
HOLDING = ("requested", "offered", "confirmed", "completed", "not_completed")
