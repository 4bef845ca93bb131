"""May it now: the transitions of a run and of a session, one table each."""

RUN = {
    "draft": {"published", "cancelled"},
    "published": {"finished", "cancelled"},
    "finished": set(),
    "cancelled": set(),
}

SESSION = {
    "scheduled": {"held", "cancelled"},
    "held": set(),
    "cancelled": set(),
}


def may_go(machine: dict[str, set[str]], now: str, then: str) -> bool:
    """Whether `machine` lets a row go from status `now` to status `then`."""
    return then in machine[now]
