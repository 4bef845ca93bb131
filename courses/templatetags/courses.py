"""Where a course is to be found: `{% load courses %}`."""

from django import template

register = template.Library()


@register.filter
def course_address(edition) -> str:
    """The public address of a course, from its edition."""
    return f"/courses/{edition.slug}/"
