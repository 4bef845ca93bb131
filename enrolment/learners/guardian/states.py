"""May it now: what a parent or guardian said, as the office noted it."""

GUARDIAN = {
    "asked": {"agreed", "refused"},
    "refused": {"asked"},
    "agreed": {"refused"},  # they took it back
}
