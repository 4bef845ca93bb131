"""What the machine says about itself at start."""

import sqlite3

from django.conf import settings
from django.core.checks import CheckMessage, Info, register

from college import journal


@register("database", deploy=True)
def journal_mode(app_configs, **options) -> list[CheckMessage]:
    """Says which journal SQLite writes and why; silent on PostgreSQL. Heard by `check --deploy`."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    return [Info(journal.reason(sqlite3.sqlite_version), id="college.I001")]
