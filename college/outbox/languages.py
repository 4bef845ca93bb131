"""In which languages the college writes to people: our sentences in `college/locale`, once somebody has read them.

Pages stay in the college's own language until all of them are translated (`college.languages`).
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.db import transaction
from django.utils.translation import to_locale

from college.languages import is_written, of_pages
from college.look.models import Wording
from college.outbox.models import LanguageEvent

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"

# What stands in English, and in the other language: as many forms of it as that has for numbers.
Sentence = tuple[str, tuple[str, ...]]


class NoSuchLanguage(LookupError):
    """There are no sentences in this language."""


def known() -> dict[str, str]:
    """Code and name of every language in which messages can be written, besides the college's own."""
    return {code: str(name) for code, name in settings.LANGUAGES if _is_compiled(code)}


def of_messages(user) -> str:
    """The code of the language in which post to `user` is written: theirs where the college does, else its own."""
    wanted = user.language if user else ""
    if not wanted or wanted == settings.LANGUAGE_CODE or is_written(wanted):
        return of_pages(user)
    return wanted if wanted in Wording.current().message_languages and _is_compiled(wanted) else settings.LANGUAGE_CODE


@transaction.atomic
def write_in(*, language: str, wanted: bool, by, now: dt.datetime) -> None:
    """From now on messages to those who read `language` are written in it, or (False) no longer. Twice is once.

    `by` None for the system. Raises NoSuchLanguage. What was written already stays as it was written.
    """
    if language not in known():
        raise NoSuchLanguage(language)
    Wording.objects.get_or_create(pk=1)
    wording = Wording.objects.select_for_update().get(pk=1)
    if wanted == (language in wording.message_languages):
        return
    wording.message_languages = sorted({*wording.message_languages} ^ {language})
    wording.save(update_fields=["message_languages"])
    LanguageEvent.objects.create(language=language, begun=wanted, by=by, by_system=by is None, at=now)


def last_change(language: str) -> LanguageEvent | None:
    """Who began or ended to write in `language` last, and when."""
    return LanguageEvent.objects.filter(language=language).select_related("by").last()


def sentences(language: str) -> list[Sentence]:
    """All that is said in `language`, beside the English, in the order of the catalogue. Raises NoSuchLanguage.

    What is put in when it is said stands in square brackets.
    """
    if language not in known():
        raise NoSuchLanguage(language)
    with _catalogue(language).open("rb") as file:
        rows = [message for message in read_po(file) if message.id]
    return [(_forms(row.id)[0], _forms(row.string)) for row in rows]


def _forms(said: str | Iterable[str] | None) -> tuple[str, ...]:
    """Each wording once: for numbers there are several, and some languages say two of them alike."""
    forms = [said] if isinstance(said, str) else said or []
    return tuple(dict.fromkeys(map(_plain, forms)))


def _plain(sentence: str) -> str:
    return re.sub(r"%\((\w+)\)[sd]", r"[\1]", sentence)


def _catalogue(language: str) -> Path:
    return CATALOGUES / to_locale(language) / "LC_MESSAGES" / "django.po"


@cache
def _is_compiled(language: str) -> bool:
    """Whether set-up has made of the catalogue what gettext reads."""
    return _catalogue(language).with_suffix(".mo").exists()
