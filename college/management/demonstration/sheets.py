"""The demonstration's sheets, moved in time so that something always happens today.

They are written as though today were Wednesday 10 February 2027, in the form that
coordinators use, and go in through the very importer that coordinators use.
"""

import csv
import datetime as dt
import io
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
WRITTEN_ON = dt.date(2027, 2, 10)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def days_since_written(today: dt.date) -> int:
    return (today - WRITTEN_ON).days


def moved(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def programme(name: str, days: int) -> bytes:
    """The programme sheet `name` with its dates moved by `days`, as a coordinator would save it."""
    with open(FOLDER / name, encoding="utf-8-sig", newline="") as file:
        title, headings, *lines = csv.reader(file)
    day_at, first_at, left_out_at = (headings.index(h) for h in ("Day", "First session", "Not on"))
    for line in lines:
        first = moved(_read(line[first_at]), days)
        line[day_at], line[first_at] = WEEKDAYS[first.weekday()], f"{first:%d/%m/%Y}"
        if line[left_out_at]:
            line[left_out_at] = f"{moved(_read(line[left_out_at]), days):%d/%m/%Y}"
    written = io.StringIO()
    csv.writer(written).writerows([title, headings, *lines])
    return written.getvalue().encode("utf-8-sig")


def trainers(today: dt.date) -> bytes:
    """The trainers sheet; checks run out as many years ahead as they were written."""
    with open(FOLDER / "trainers.csv", encoding="utf-8-sig", newline="") as file:
        headings, *lines = csv.reader(file)
    until_at = headings.index("DBS check until")
    for line in lines:
        line[until_at] = f"{moved(_read(line[until_at]), days_since_written(today)):%d/%m/%Y}"
    written = io.StringIO()
    csv.writer(written).writerows([headings, *lines])
    return written.getvalue().encode("utf-8-sig")


def _read(day: str) -> dt.date:
    number, month, year = map(int, day.split("/"))
    return dt.date(year, month, number)
