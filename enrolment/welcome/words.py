"""What is said of a talk: on pages, and to the person, in words that name no course."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.dates import day_words, hours_words
from enrolment.welcome.models import WelcomeTalk

SUBJECT = gettext_lazy("Our talk at the college")
BOOKED = gettext_lazy(
    "Hello %(name)s,\n\nwe look forward to our talk: %(when)s, with %(host)s, %(where)s. "
    "There is nothing to prepare. Your place is kept for you until then.\n\n"
    "Can’t come? Choose another time at %(address)s or ring us: %(phone)s\n"
)
MISSED = gettext_lazy(
    "Hello %(name)s,\n\nwe missed you today, and hope that you are well. Nothing is lost: your place is still kept "
    "for you. When you are ready, choose another time at %(address)s or ring us: %(phone)s\n"
)
NEEDLESS = gettext_lazy(
    "Hello %(name)s,\n\nno place waits for our talk any more, so you need not come to it: %(when)s, with %(host)s. "
    "Would you like to talk all the same? You are welcome: please ring us, %(phone)s\n"
)


def when_words(talk: WelcomeTalk) -> str:
    """Tuesday 12 January 2027, 10am to 10.30am"""
    return _("%(day)s, %(times)s") % {"day": day_words(talk.on), "times": hours_words(talk.starts, talk.ends)}


def where_words(talk: WelcomeTalk) -> str:
    """by telephone; at The Mill"""
    return _("at %(venue)s") % {"venue": talk.venue.name} if talk.venue else _("by telephone: we ring you")


# The same, said in whatever language is spoken when they are needed.
lazy_when, lazy_where = lazy(when_words, str), lazy(where_words, str)
