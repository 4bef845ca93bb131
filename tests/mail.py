"""Messages as their readers have them: with their words, whether or not the worker has been by."""

from college.models import Message
from college.outbox.words import read


def messages(**which) -> list[Message]:
    """Those messages, oldest first, in words."""
    return read(Message.objects.filter(**which).order_by("pk"))


def message(**which) -> Message:
    """The only such message, in words."""
    [only] = messages(**which)
    return only
