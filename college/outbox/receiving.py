"""What people answer: a text or an e-mail that came in, handed to whoever knows the senders."""

import datetime as dt
from dataclasses import dataclass

from django.dispatch import Signal

LONGEST = 5000

# Sent with `incoming`, an Incoming; may be sent twice for the same one.
received = Signal()


@dataclass(frozen=True)
class Incoming:
    """A text or e-mail to the college. `id` is the carrier's own; `channel` one of Message.Channel."""

    id: str
    channel: str
    sender: str
    text: str
    at: dt.datetime
    answers: tuple[str, ...] = ()  # Message-IDs that it says it answers
    has_files: bool = False
