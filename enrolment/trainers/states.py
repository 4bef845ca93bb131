"""May it now: the transitions of an allocation."""

ALLOCATION = {
    "proposed": {"accepted", "declined", "released"},
    "accepted": {"released"},
    "declined": set(),
    "released": set(),
}
LIVE = ("proposed", "accepted")
