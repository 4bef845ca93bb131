"""What a course's page says to machines: `{% load markup %}`."""

from django import template

from cms.markup import course_markup

register = template.Library()
register.simple_tag(course_markup)
