"""Messages in Easy Read: the college's own short sentences, each with a picture on its left.

They are written with people who use Easy Read and never made out of other words (interface guide, Print): what
has no such sentences yet is said in the usual words.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from college.languages import numbers_whole
from college.models import User
from college.outbox.drawings import DRAWINGS
from enrolment.learners.models import Need
from enrolment.messages.formats import EASY_READ
from enrolment.messages.models import EasyReadWords
from enrolment.messages.own_words import NAMED, SORTS, BrokenWords, can_be_filled, fill, refuse_broken, refuse_missing

LONGEST = 15  # words in a sentence
MOST = 12  # sentences in a message
# A sentence, and the name of its picture or "".
Sentence = tuple[str, str]


def refuse_hard(event: str, sentence: str) -> None:
    """Refuses BrokenWords where `sentence` is too long to be easy, or can't stand for `event`."""
    many = len(NAMED.sub("x", sentence).split())
    if many > LONGEST:
        words = ngettext(
            "This sentence has %(many)s word. Say it in at most %(most)s, or make two of it.",
            "This sentence has %(many)s words. Say it in at most %(most)s, or make two of it.",
            many,
        )
        raise BrokenWords(words % {"many": many, "most": LONGEST})
    refuse_broken(event, sentence, is_text=False)


def current_easy_words() -> dict[str, EasyReadWords]:
    """The Easy Read words of each kind of message that has some, in one query."""
    found = {words.event: words for words in EasyReadWords.objects.all() if words.event in SORTS}
    return {event: words for event, words in found.items() if words.sentences}


@transaction.atomic
def choose_easy_words(*, event: str, sentences: Sequence[Sentence], by: User, now: dt.datetime) -> EasyReadWords | None:
    """From now on messages of `event` say this to those who asked for Easy Read; no sentence: the usual words.

    At most MOST sentences, pictures by their name in DRAWINGS or "". Twice is once. Refuses BrokenWords.
    """
    for sentence, _picture in sentences:
        refuse_hard(event, sentence)
    if sentences:
        refuse_missing(event, " ".join(sentence for sentence, _picture in sentences), is_text=False)
    if len(sentences) > MOST or any(picture and picture not in DRAWINGS for _sentence, picture in sentences):
        raise BrokenWords(_("Take fewer sentences, each with a picture from the list."))
    chosen = [list(pair) for pair in sentences]
    last = EasyReadWords.objects.filter(event=event).last()
    if chosen == (last.sentences if last else []):
        return last
    return EasyReadWords.objects.create(event=event, sentences=chosen, by=by, at=now)


def said_easily(words: EasyReadWords, context: Mapping[str, Any]) -> list[Sentence]:
    """The sentences with every named place filled in, each on one line, no number cut.

    One that names what there is not, such as a venue, is left out: half a sentence is not easy.
    """
    there = [pair for pair in words.sentences if can_be_filled(pair[0], context)]
    return [(_plain(fill(sentence, context)), picture) for sentence, picture in there]


def _plain(sentence: str) -> str:
    return numbers_whole(" ".join(sentence.split()))


def how_many_want_it() -> int:
    """How many learners asked for Easy Read."""
    asked = Need.objects.filter(kind=EASY_READ, learner__merged_into=None).exclude(status=Need.Status.NO_LONGER)
    return asked.values("learner").distinct().count()
