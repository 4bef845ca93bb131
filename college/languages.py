"""In which languages our own sentences are written. Others read them in the college's own, and marked as such."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import to_locale


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


class WrittenLanguageMiddleware(LocaleMiddleware):
    """The language that a browser asks for, if our sentences are written in it.

    Else a page would call its English Urdu, and run it from the right.
    """

    def process_request(self, request):
        super().process_request(request)
        if not is_written(request.LANGUAGE_CODE):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()
