"""May it now: the transitions of a claim."""

CLAIM = {
    "submitted": {"approved", "sent_back", "withdrawn"},
    "sent_back": {"submitted", "withdrawn"},
    "approved": {"paid", "sent_back"},
    "paid": set(),
    "withdrawn": set(),
}
LIVE = ("submitted", "sent_back", "approved", "paid")
# Still the claimant's to change or withdraw.
OPEN = ("submitted", "sent_back")
