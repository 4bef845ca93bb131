"""Which journal SQLite keeps, and why."""

import sqlite3

from django.conf import settings
from django.utils.translation import gettext as _


def reason(version: str = sqlite3.sqlite_version) -> str:
    """One sentence for the check at start and the status page."""
    if settings.SQLITE_WAL_IS_SAFE:
        return _("SQLite %(version)s keeps a write-ahead log: readers never wait for writers.") % {"version": version}
    return _(
        "SQLite %(version)s keeps a rollback journal: before 3.51.3 a fault in its write-ahead log "
        "could damage the file. Slower in a rush, never wrong."
    ) % {"version": version}
