"""Money, and what is left by one's own count, in plain words: `{% load money %}`, then `{{ claim.pence|pounds }}`."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment.claims.money import pounds

register = template.Library()

register.filter("pounds", pounds)


def hours_words(hours: Decimal) -> str:
    """1 hour; 2.5 hours"""
    number = f"{hours.quantize(Decimal('0.01')).normalize():f}"
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {"hours": number}


@register.filter
def hours_left_words(week, is_this_week: bool) -> str:
    """You have 3 hours left this week by your own count. Taught or planned: 13 hours of 16 hours."""
    facts = {
        "left": hours_words(abs(week.hours_left)),
        "has": hours_words(week.hours),
        "most": hours_words(week.limits.hours),
    }
    return _left(week.hours_left < 0, is_this_week) % facts + " " + _("Taught or planned: %(has)s of %(most)s.") % facts


@register.filter
def pounds_left_words(week, is_this_week: bool) -> str:
    """You have £40.00 left this week by your own count. Claimed: £20.00 of £60.00."""
    facts = {"left": pounds(abs(week.pence_left)), "has": pounds(week.pence), "most": pounds(week.limits.pence)}
    return _left(week.pence_left < 0, is_this_week) % facts + " " + _("Claimed: %(has)s of %(most)s.") % facts


def _left(is_over: bool, is_this_week: bool) -> str:
    if is_this_week:
        return (
            _("This week is %(left)s over your own count.")
            if is_over
            else _("You have %(left)s left this week by your own count.")
        )
    return (
        _("Next week is %(left)s over your own count.")
        if is_over
        else _("You have %(left)s left next week by your own count.")
    )
