"""How long most of it is kept, and one way to say it of several fields at once."""

from college.records.declarations import Erase, Kind, Personal
from courses.form_blocks import ONE_YEAR, SIX_YEARS

__all__ = ["ONE_YEAR", "SIX_YEARS", "all_of"]


def all_of(kind: Kind, keep, erase: Erase, /, **purposes) -> dict[str, Personal]:
    """The same class, time and way of erasure for several fields, each with its purpose."""
    return {name: Personal(kind, purpose, keep, erase) for name, purpose in purposes.items()}
