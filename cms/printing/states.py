"""May it now: the transitions of one printed edition."""

PRINTED = {
    "waiting": {"making"},
    "making": {"ready", "failed", "waiting"},
    "ready": {"waiting"},
    "failed": {"waiting"},
}
