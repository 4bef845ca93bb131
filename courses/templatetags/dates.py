"""Days, times and runs in plain words, for templates: `{% load dates %}`; see courses.dates."""

from django import template

from courses import dates

register = template.Library()

register.filter("day", dates.day_words)
register.filter("short_day", dates.short_day_words)
register.filter("day_and_month", dates.day_and_month)
register.filter("date_alone", dates.date_alone)
register.filter("time_words", dates.time_words)
register.filter("session_words", dates.session_words)


@register.filter
def run_words(run) -> str:
    """All meetings of a run, or of a list of sessions, in one line."""
    return dates.run_words(run.sessions_on() if hasattr(run, "sessions_on") else run)


@register.filter
def how_many_sessions(run) -> str:
    """6 sessions"""
    return dates.how_many(run.sessions_on())


@register.filter
def weeks_left_out(run) -> str:
    """16 February, 2 March; empty where a weekly run leaves none out"""
    return ", ".join(dates.day_and_month(date) for date in dates.weeks_left_out(run.sessions_on()))


@register.filter
def hours(session) -> str:
    """10am to 12 midday"""
    return dates.hours_words(session.starts, session.ends)
