"""Days, times and runs in plain words, for templates: `{% load dates %}`."""

from django import template

from courses import dates

register = template.Library()

register.filter("day", dates.day)
register.filter("day_and_month", dates.day_and_month)
register.filter("clock", dates.clock)
register.filter("meeting", dates.meeting)


@register.filter
def rhythm(run) -> str:
    """All meetings of a run in one line: "Tuesdays, 12 January to 2 February 2027, 1pm to 3pm"."""
    return dates.rhythm(run.sessions_on())


@register.filter
def how_many_sessions(run) -> str:
    """6 sessions"""
    return dates.how_many(run.sessions_on())


@register.filter
def weeks_left_out(run) -> str:
    """16 February, 2 March; empty where a weekly run leaves none out"""
    return ", ".join(dates.day_and_month(date) for date in dates.weeks_left_out(run.sessions_on()))
