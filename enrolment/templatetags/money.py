"""Money in plain words: `{% load money %}`, then `{{ claim.pence|pounds }}`."""

from django import template

from enrolment.claims.money import pounds

register = template.Library()

register.filter("pounds", pounds)
