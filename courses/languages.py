"""The languages in which a run can be taught, spoken and signed; and those in which its words can be read."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# Codes of BCP 47. Nothing said of a run means USUAL.
USUAL = "en"
LANGUAGES = {
    USUAL: _("English"),
    "bfi": _("British Sign Language"),
    "cy": _("Welsh"),
    "ga": _("Irish"),
    "gd": _("Scottish Gaelic"),
    "ar": _("Arabic"),
    "bn": _("Bengali"),
    "bg": _("Bulgarian"),
    "zh": _("Chinese"),
    "cs": _("Czech"),
    "fa": _("Persian"),
    "fr": _("French"),
    "gu": _("Gujarati"),
    "hi": _("Hindi"),
    "hu": _("Hungarian"),
    "it": _("Italian"),
    "ku": _("Kurdish"),
    "lv": _("Latvian"),
    "lt": _("Lithuanian"),
    "ne": _("Nepali"),
    "ps": _("Pashto"),
    "pl": pgettext_lazy("language", "Polish"),
    "pt": _("Portuguese"),
    "pa": _("Punjabi"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "sk": _("Slovak"),
    "so": _("Somali"),
    "es": _("Spanish"),
    "ta": _("Tamil"),
    "ti": _("Tigrinya"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "vi": _("Vietnamese"),
}
# What people write in sheets beside the names.
ALSO = {"bsl": "bfi", "farsi": "fa", "panjabi": "pa", "mandarin": "zh", "cantonese": "zh", "gaelic": "gd"}

# Where people say it otherwise than Django: its Punjabi stands in Latin letters.
OWN_NAMES = {"pa": "ਪੰਜਾਬੀ", "en-gb": "English"}


def languages_words(codes: Iterable[str]) -> str:
    """English and British Sign Language; empty where nothing is said, or only the usual language."""
    names = [str(LANGUAGES[code]) for code in codes if code in LANGUAGES]
    if not names or list(codes) == [USUAL]:
        return ""
    *firsts, last = names
    return gettext("%(firsts)s and %(last)s") % {"firsts": ", ".join(firsts), "last": last} if firsts else last


def in_order(codes: Iterable[str]) -> list[str]:
    """The same codes, each once, in the order of LANGUAGES: one run has one way to say it."""
    wanted = set(codes)
    return [code for code in LANGUAGES if code in wanted]


def refuse_unknown(codes) -> None:
    """Validates a list of codes as it is stored."""
    if not isinstance(codes, list) or in_order(codes) != codes:
        raise ValidationError(_("Choose languages from the list."))


def other_languages() -> dict[str, str]:
    """Languages in which this college can have its words beside its own: names by code."""
    return {code: str(name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}


def own_name(code: str) -> str:
    """What those who speak it call a language: Cymraeg, اردو. "" is the college's own."""
    code = code or settings.LANGUAGE_CODE
    return OWN_NAMES.get(code) or capfirst(get_language_info(code)["name_local"])


def titled(title: str, language: str) -> str:
    """Sleeping well (Welsh): a title with the language of its words, where that is not the college's own."""
    return f"{title} ({other_languages().get(language, language)})" if language else title
