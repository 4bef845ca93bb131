"""The days of a term on which nothing is taught: its closed periods, and bank holidays.

Bank holidays come from the list that govuk-bank-holidays carries (GOV.UK's own); nothing is fetched.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from courses.models import ClosedPeriod, Policy, Term

DAY = dt.timedelta(days=1)
# A run may go on a little after its term, so the days after it are known as well.
BEYOND = dt.timedelta(weeks=26)


@cache
def bank_holidays(of: str) -> Mapping[dt.date, str]:
    """The bank holidays of a part of the country (a Policy.BankHolidays), by local day; none for ""."""
    if not of:
        return {}
    # Slow to load, as it brings a web client that is never used.
    from govuk_bank_holidays.bank_holidays import BankHolidays  # noqa: PLC0415

    events = BankHolidays.load_backup_data()[of]["events"]
    return {dt.date.fromisoformat(event["date"]): event["title"] for event in events}


def known_until(of: str) -> dt.date | None:
    """The last day of the last year whose bank holidays are known; None where none are left out."""
    known = bank_holidays(of)
    return dt.date(max(known).year, 12, 31) if known else None


def closed_days(term: Term) -> dict[dt.date, str]:
    """Why nothing is taught, by local day, from the first day of `term` until half a year after it."""
    first, last = term.starts_on, term.ends_on + BEYOND
    holidays = bank_holidays(Policy.current().bank_holidays)
    closed = {day: why for day, why in holidays.items() if first <= day <= last}
    for period in term.closed_periods.all():
        for number in range((period.last_on - period.first_on).days + 1):
            closed[period.first_on + number * DAY] = period.reason
    return closed


def working_day_after(day: dt.date, many: int) -> dt.date:
    """The local day that is `many` working days after `day`; no weekend, bank holiday or closed day counts.

    Clocks pause in the closed periods of any term.
    """
    holidays = bank_holidays(Policy.current().bank_holidays)
    periods = list(ClosedPeriod.objects.filter(last_on__gte=day).values_list("first_on", "last_on"))
    while many:
        day += DAY
        is_closed = day in holidays or any(first <= day <= last for first, last in periods)
        many -= day.weekday() < 5 and not is_closed
    return day
