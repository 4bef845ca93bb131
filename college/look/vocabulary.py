"""The college's own words in every sentence of ours, on pages, in messages and on paper.

A sentence of the product passes gettext on its way to whoever reads it. English is written in the
code and has no catalog, so each sentence falls to the last resort of English, `OwnWords`, which puts
the college's words where ours stand: “student” for “learner”. Other languages hold whole sentences,
whose translators know how the college speaks. What people typed never passes gettext and stays.

Whose words count belongs to what is under way (a request, a message, a paper): those of the college,
over them those of the locality whose run or place it is about, and over these those of the audience
that its course is especially for.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from gettext import NullTranslations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import trans_real

from college.look.words import DEFAULT_WORDS

Words = Mapping[str, str]
# Letters, with spaces, hyphens and ’ between them: sentences are marked as safe HTML and filled in with %.
FORM = re.compile(r"[^\W\d_]+(?:[ ’-][^\W\d_]+)*")
# Longest first, so that "peer trainer" is not read as "trainer".
_OURS = {ours: word for word, ours in sorted(DEFAULT_WORDS.items(), key=lambda pair: -len(pair[1]))}
_ONE = "|".join(map(re.escape, _OURS))
# Whole words only, and none in a tag, an address, a name of a value to be filled in, or "of course".
_MENTIONED = re.compile(
    r"(?P<left><[^>]*>|%\([^)]*\)|\{[^}]*\}|\bof course\b|\bin the course\b)"
    rf"|(?<![\w/.@-])(?:(?P<article>an?) )?(?P<word>{_ONE})(?![\w/@-]|\.\w)",
    re.IGNORECASE,
)


def clean_form(form: str) -> str:
    """`form` as it may stand in any sentence, or a ValidationError that says what a word is made of."""
    form = " ".join(form.replace("'", "’").split())
    if form and not FORM.fullmatch(form):
        raise ValidationError(_("Write letters only, with spaces or hyphens between them."))
    return form


class Speech:
    """How to speak: `college` and, over it, nearer, `local` words by the names of DEFAULT_WORDS; each may be lazy."""

    def __init__(self, college: Words, local: Words):
        self.college, self.local = college, local

    @cached_property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """The words that differ from ours. Only here are the college's words read."""
        chosen = {**self.college, **{word: form for word, form in self.local.items() if form}}
        return tuple(
            (ours, chosen[word])
            for ours, word in _OURS.items()
            if chosen.get(word, ours) != ours and FORM.fullmatch(chosen[word])
        )

    def say(self, sentence: str) -> str:
        if not _MENTIONED.search(sentence) or not self.forms:
            return sentence
        return _in_their_words(sentence, self.forms)


@lru_cache(maxsize=4096)
def _in_their_words(sentence: str, forms: tuple[tuple[str, str], ...]) -> str:
    theirs = dict(forms)

    def put(found: re.Match) -> str:
        form = theirs.get((found["word"] or "").lower())
        if form is None:
            return found[0]
        if found["word"][0].isupper():
            form = form[0].upper() + form[1:]
        if not found["article"]:
            return form
        article = found["article"][0] + ("n" if form[0].lower() in "aeiou" else "")
        return f"{article} {form}"

    return _MENTIONED.sub(put, sentence)


_now: ContextVar[Speech | None] = ContextVar("speech", default=None)


@contextmanager
def speaking(college: Words, local: Words | None = None) -> Iterator[None]:
    """Within it sentences are in the words of the college and, over it, `local` ones; None: those that spoke before."""
    before = _now.get()
    if local is None:
        local = before.local if before else {}
    token = _now.set(Speech(college, local))
    try:
        yield
    finally:
        _now.reset(token)


def speak_locally(words: Words) -> None:
    """From here on this request speaks in these words, which may be lazy. Outside of any, nothing changes."""
    if speech := _now.get():
        _now.set(Speech(speech.college, words))


@contextmanager
def speaking_locally(words: Words) -> Iterator[None]:
    """The same for a part of a page."""
    speech = _now.get()
    with speaking(speech.college if speech else {}, words):
        yield


@contextmanager
def speaking_besides(words: Words) -> Iterator[None]:
    """The same, with `words` over those that are spoken already."""
    speech = _now.get()
    with speaking_locally({**(speech.local if speech else {}), **words}):
        yield


class OwnWords(NullTranslations):
    """The last resort of English, which every English sentence reaches."""

    def gettext(self, message: str) -> str:
        speech = _now.get()
        return speech.say(message) if speech else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def teach_english() -> None:
    """Put OwnWords behind English, which all other languages fall back to for what they lack."""
    trans_real.translation(settings.LANGUAGE_CODE).add_fallback(OwnWords())
