"""How long most of it is kept, and one way to say it of several fields at once."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import Erase, Kind, Personal

SIX_YEARS = _("6 years after the last activity")
ONE_YEAR = _("1 year after the last activity")


def all_of(kind: Kind, keep, erase: Erase, /, **purposes) -> dict[str, Personal]:
    """The same class, time and way of erasure for several fields, each with its purpose."""
    return {name: Personal(kind, purpose, keep, erase) for name, purpose in purposes.items()}
