"""Where words are signed: `{% load signoff %}`."""

from django import template

from cms.signoff.addresses import ask_address, emergency_address
from college.languages import marked
from courses.languages import titled

register = template.Library()
register.simple_tag(ask_address)
register.simple_tag(emergency_address)
register.simple_tag(titled)
register.filter("marked", marked)
