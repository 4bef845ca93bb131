"""Messages as letters: one PDF for as many as wait, each in the size of print that its reader asked for."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.utils import translation

from college.outbox.drawings import DRAWINGS
from college.outbox.models import Message
from college.outbox.words import paragraphs, read
from college.paper.pdf import BATCH, LETTER, print_template

# Each is given messages and says the ids of those whose readers asked for large print.
WhoAsked = Callable[[Sequence[Message]], set[int]]
_asked: list[WhoAsked] = []


def knows_large_print(function: WhoAsked) -> WhoAsked:
    """Register a function that knows who asked for large print; the floor knows no learners."""
    if function not in _asked:
        _asked.append(function)
    return function


def letters_paper(messages: Sequence[Message]) -> bytes:
    """`messages` as letters, each on its own sheets, tagged PDF/UA-1, in 14 or (large) 18 points.

    In Easy Read in at least 16, with a picture on the left of each sentence that has one.

    Each is dated in the language it is written in; a file in one language alone says so.
    The address stands where the window of a DL envelope and GOV.UK Notify look for it.
    Raises PaperRefused where it can't be made.
    """
    messages = read(messages)
    large = set().union(*(function(messages) for function in _asked))
    letters = [
        {
            "subject": message.subject,
            "is_large": message.pk in large,
            "language": message.language or settings.LANGUAGE_CODE,
            "address": message.to_address.splitlines(),
            "date": message.written_at,
            "is_easy": bool(message.pictures),
            "paragraphs": [(lines, name, DRAWINGS.get(name, "")) for lines, name in paragraphs(message)],
        }
        for message in messages
    ]
    limits = LETTER if len(letters) == 1 else BATCH
    languages = {str(letter["language"]) for letter in letters}
    with translation.override(languages.pop() if len(languages) == 1 else settings.LANGUAGE_CODE):
        return print_template(template="print/letters.html", context={"letters": letters}, limits=limits)
