"""In which languages our own sentences are written. Others read them in the college's own, and marked as such."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, to_locale


def is_written(language: str) -> bool:
    """Whether there is a catalogue of our sentences in `language`, or it is the college's own."""
    return language == settings.LANGUAGE_CODE or _has_catalogue(language, *map(str, settings.LOCALE_PATHS))


@cache
def _has_catalogue(language: str, *folders: str) -> bool:
    return any((Path(folder) / to_locale(language) / "LC_MESSAGES" / "django.mo").exists() for folder in folders)


def of_pages(user) -> str:
    """The code of the language of `user` if all our sentences are written in it, else the college's own."""
    wanted = user.language if user else ""
    return wanted if wanted and is_written(wanted) else settings.LANGUAGE_CODE


def figures_together(text: str, language: str) -> str:
    """`text` as it reads in `language`: where words run from the right, a telephone number still runs from the left.

    Figures apart by spaces would stand there in the order of words, the last ones first (Unicode Bidirectional
    Algorithm, W4 and L2); no-break spaces keep them one number. Elsewhere nothing changes: texts cost more with them.
    """
    return numbers_whole(text) if get_language_info(language)["bidi"] else text


def numbers_whole(text: str) -> str:
    """`text` with no-break spaces inside its numbers: no telephone number is cut at the end of a line."""
    return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", text)


def marked(code: str) -> SafeString:
    """Says in HTML in which language an element is, and which way that runs. "" is the college's own."""
    code = code or settings.LANGUAGE_CODE
    way = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return format_html('lang="{}" dir="{}"', code, way)


class WrittenLanguageMiddleware(LocaleMiddleware):
    """The language that a browser asks for, if our sentences are written in it.

    Else a page would call its English Urdu, and run it from the right.
    """

    def process_request(self, request):
        super().process_request(request)
        if not is_written(request.LANGUAGE_CODE):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()
