"""May it now: the transitions of a request to sign a course's words."""

SIGN_REQUEST: dict[str, set[str]] = {
    "asked": {"signed", "sent_back", "superseded"},
    "signed": set(),
    "sent_back": set(),
    "superseded": set(),
}
