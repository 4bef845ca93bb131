"""Where a course is to be found: `{% load courses %}`."""

from django import template

from courses.languages import languages_words

register = template.Library()


@register.filter
def languages(codes) -> str:
    """English and British Sign Language; empty where only the usual language is spoken."""
    return languages_words(codes)


@register.filter
def course_address(edition) -> str:
    """The public address of a course, from its edition."""
    return f"/courses/{edition.slug}/"
