"""What the minute's sweep chases: sign-off owed after an emergency, and words due to be read again."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from cms.signoff.messages import tell
from cms.signoff.queries import owed, reviews_due
from college.models import Message, User
from college.sweeps import sweep
from courses.permissions import TABLE, Permission

# Before the day on which sign-off is owed, its manager is reminded this often, and so again after it.
EVERY = dt.timedelta(days=7)


@sweep("chase sign-off that is owed")
def chase_what_is_owed(now: dt.datetime) -> int:
    """One message a week to whoever answers for unsigned words, from a week before they are owed."""
    today, told = timezone.localdate(now), 0
    for one in owed(now):
        days = (one.override.owed_on - today).days
        week = days // EVERY.days
        if week < 1 and one.override.by.is_active and one.override.by.email:
            key = f"sign-off owed {one.override.pk} {week}"
            told += _told_anew(key, "owed", one.override.by, now, courses=[one.course], owed=one)
    return told


@sweep("chase reviews of words")
def chase_reviews(now: dt.datetime) -> int:
    """One message a week to each editor while words of courses are due to be read again."""
    due = list(reviews_due(now))
    if not due:
        return 0
    year, week, _day = timezone.localdate(now).isocalendar()
    kinds = [kind for kind, permissions in TABLE.items() if Permission.EDIT_PAGES in permissions]
    editors = User.objects.filter(Q(roles__kind__in=kinds), is_active=True, email__isnull=False).distinct()
    told = {"courses": due, "count": len(due)}
    return sum(_told_anew(f"reviews {year}-{week} {user.pk}", "reviews", user, now, **told) for user in editors)


def _told_anew(key: str, event: str, user: User, now: dt.datetime, **told) -> bool:
    if Message.objects.filter(key=key).exists():
        return False
    tell(event, user, key=key, now=now, **told)
    return True
