"""Whether anything that the public reads has changed since a page was drawn.

A mark in the cache that all processes share. Whoever draws a page to keep reads the
mark first; whoever changes something takes it away, after commit. Taking away what
is not there writes nothing, so a rush of enrolments does not pay for it.
"""

from django.core.cache import cache
from django.db import connection, transaction

from college.fields import opaque_code

KEY = "public-pages"


def mark() -> str:
    """The mark of what the public reads as it stands now; a new one after each change."""
    return str(cache.get(KEY) or cache.get_or_set(KEY, opaque_code, timeout=None))


def changed() -> None:
    """What the public reads changes with this transaction: kept pages are not shown after its commit."""
    waiting = (entry[1] for entry in connection.run_on_commit)
    if _forget not in waiting:  # once is enough for a sheet of five hundred sessions
        transaction.on_commit(_forget, robust=True)


def _forget() -> None:
    cache.delete(KEY)
