"""The languages in which a run can be taught: spoken, and signed."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
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
