"""Whether anything that the public reads has changed since a page was drawn.

A mark in the cache that all processes share. Whoever draws a page to keep reads the
mark first; whoever changes something takes it away, after commit. Taking away what
is not there writes nothing, so a rush of enrolments does not pay for it.

Asking the shared cache costs more than the kept page itself, so a process that has asked
does not ask again within a second: so long, and no longer, may one process show what
another has just changed.
"""

from django.core.cache import cache, caches
from django.db import connection, transaction

from college.fields import opaque_code

KEY = "public-pages"
SECONDS_TO_LAG = 1


def mark() -> str:
    """The mark of what the public reads as it stands now; a new one after each change."""
    return str(caches["pages"].get_or_set(KEY, _shared_mark, SECONDS_TO_LAG))


def changed() -> None:
    """What the public reads changes with this transaction: kept pages are not shown after its commit."""
    waiting = (entry[1] for entry in connection.run_on_commit)
    if _forget not in waiting:  # once is enough for a sheet of five hundred sessions
        transaction.on_commit(_forget, robust=True)


def _shared_mark() -> str:
    return str(cache.get(KEY) or cache.get_or_set(KEY, opaque_code, timeout=None))


def _forget() -> None:
    cache.delete(KEY)
    caches["pages"].delete(KEY)
