"""When and where a welcome talk is, in words."""

from django import template

from enrolment.welcome.words import when_words, where_words

register = template.Library()
register.filter("talk_when", when_words)
register.filter("talk_where", where_words)
