"""What the pathway says to the trainer, step by step: what comes next, what runs out soon. Never a list of failings."""

import datetime as dt

from django.utils.dateformat import format as write
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from courses.dates import date_alone
from enrolment.trainers.pathway.models import Key

# The check is kept apart, and stands among the steps.
CHECK = "check"

NEXT = {
    CHECK: gettext_lazy("We fill in the form with you. We keep until when it is good, and never what it says."),
    Key.CONVERSATION: gettext_lazy("We talk about what you would like to teach, and about what helps you."),
    Key.REFERENCES: gettext_lazy("You name people who know you, and we ask them. We keep the day, and no word of it."),
    Key.TRAINING: gettext_lazy("Whoever teaches here does it. We look for a date that suits you."),
    Key.TRAIN_THE_TRAINER: gettext_lazy("How to lead a group, and look after yourself. We look for a date with you."),
    Key.CO_PRODUCTION: gettext_lazy("You and another trainer think a course through and write it together."),
    Key.OBSERVED: gettext_lazy("Somebody you know comes along to a session, and tells you afterwards what went well."),
    Key.SUPERVISION: gettext_lazy(
        "An hour for you: how teaching is, and what you would like. We find a time with you."
    ),
}
SOON = {
    CHECK: gettext_lazy("Your check is good until %(day)s."),
    Key.TRAINING: gettext_lazy("The training that everyone does is good until %(day)s."),
    Key.TRAIN_THE_TRAINER: gettext_lazy("Your “train the trainer” is good until %(day)s."),
    Key.OBSERVED: gettext_lazy("By %(day)s somebody would like to come along to a session again."),
    Key.SUPERVISION: gettext_lazy("Your next hour of supervision comes by %(day)s."),
    Key.FIRST_AID: gettext_lazy("Your first aid course is good until %(day)s."),
    Key.FURTHER: gettext_lazy("Your further training is good until %(day)s."),
}
LEVEL = {
    Key.SHADOWS: gettext_lazy("You come along to courses and watch, since %(day)s. Nobody asks you to teach yet."),
    Key.TEACHES: gettext_lazy("You teach as one of a pair, since %(day)s. It is good to have you."),
    Key.LEADS: gettext_lazy("You lead courses, and others learn beside you, since %(day)s. Thank you."),
}


def title_of(key: str) -> str:
    """First aid course"""
    return _("Check") if key == CHECK else str(capfirst(Key(key).label))


def soon_words(key: str, until: dt.date, *, today: dt.date) -> str:
    """Your first aid course is good until 3 May 2027. We will ask you in April."""
    if until < today:
        return _("%(step)s: we will arrange the next one with you.") % {"step": title_of(key)}
    said = str(SOON[key]) % {"day": date_alone(until)}
    asked_on = until.replace(day=1) - dt.timedelta(days=1)
    if (asked_on.year, asked_on.month) <= (today.year, today.month):
        return _("%(said)s We will talk with you about the next one.") % {"said": said}
    month = write(asked_on, pgettext("a month alone, after “in”", "F"))
    return _("%(said)s We will ask you in %(month)s.") % {"said": said, "month": month}


def level_words(level: str, since: dt.date) -> str:
    return str(LEVEL[Key(level)]) % {"day": date_alone(since)}
