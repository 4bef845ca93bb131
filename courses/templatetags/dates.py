"""Filters that put days and times in plain words; see courses.dates."""

from django import template

from courses import dates

register = template.Library()
register.filter("day", dates.day_words)
register.filter("short_day", dates.short_day_words)
register.filter("time_words", dates.time_words)
register.filter("session_words", dates.session_words)
register.filter("run_words", dates.run_words)
