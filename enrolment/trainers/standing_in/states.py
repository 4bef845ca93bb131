"""May it now: the transitions of one who is asked to come instead. A late yes counts until somebody else says it."""

STAND_IN = {
    "offered": {"accepted", "declined", "run_out", "ended"},
    "run_out": {"accepted", "ended"},
    "accepted": {"ended"},
    "declined": set(),
    "ended": set(),
}
EXPECTED = ("offered", "accepted")
