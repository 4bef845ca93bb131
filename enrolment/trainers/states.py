"""May it now: the transitions of an allocation, and of a plan for a term."""

ALLOCATION = {
    "proposed": {"accepted", "declined", "released"},
    "accepted": {"released"},
    "declined": set(),
    "released": set(),
}
LIVE = ("proposed", "accepted")

# A plan whose worker died waits again.
PLAN = {
    "waiting": {"working", "dropped"},
    "working": {"ready", "waiting", "failed"},
    "ready": {"applied", "dropped"},
    "failed": set(),
    "dropped": set(),
    "applied": {"undone"},
    "undone": set(),
}
