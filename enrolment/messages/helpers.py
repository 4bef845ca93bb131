"""Who helps hears when the college wrote to the person they help: in words that name nobody, and where to read."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from college.models import Message
from college.outbox.languages import of_messages
from courses.form_blocks import is_asked
from enrolment.learners.support.actions import tell_supporter
from enrolment.learners.support.models import Support
from enrolment.messages import announcements, reminders
from enrolment.messages.words import EVENTS

# About places and sessions; a certificate is the learner's own.
READ = {*EVENTS, reminders.EVENT, announcements.EVENT} - {"certificate"}
# The link in these answers by itself, for somebody without e-mail.
ANSWERING = {"offered", "offer_ended"}
LOOK_BACK = dt.timedelta(days=2)


def messages_for_helper(support: Support) -> QuerySet[Message]:
    """What the college wrote about places since they help, newest first; what answers by itself only if they may."""
    about = Q(about=support.learner.code) | Q(about__in=support.learner.enrolments.values("code"))
    events = READ if support.may_answer else READ - ANSWERING
    rows = Message.objects.filter(about, event__in=events, written_at__gte=support.accepted_at)
    return rows.exclude(status=Message.Status.TAKEN_BACK).order_by("-written_at", "-pk")


def tell_helpers(*, now: dt.datetime) -> int:
    """A word to each who asked to hear, about each message of these two days; says how many. Safe twice, late."""
    if not is_asked("supporters"):
        return 0
    live = Support.objects.filter(ended_at=None, is_told=True, accepted_at__isnull=False)
    supports = list(live.filter(until__gte=timezone.localdate(now)).select_related("learner", "user"))
    known = _told(supports, now) if supports else set()
    told = 0
    for support in supports:
        for message in messages_for_helper(support).filter(written_at__gt=now - LOOK_BACK):
            if f"support:{support.code}:{message.pk}" in known:
                continue
            _tell(support, message, now)
            told += 1
    return told


def _told(supports: list[Support], now: dt.datetime) -> set[str]:
    """The keys of what was written to them lately."""
    codes = [support.code for support in supports]
    return set(
        Message.objects.filter(about__in=codes, written_at__gt=now - 2 * LOOK_BACK).values_list("key", flat=True)
    )


def _tell(support: Support, message: Message, now: dt.datetime) -> None:
    with translation.override(of_messages(support.user)):
        tell_supporter(
            support=support,
            key=str(message.pk),
            subject=_("There is news from the college"),
            text=_(
                "Hello,\n\nwe have written to somebody whom you help. Sign in to read it:\n%(address)s\n\n"
                "You get this because they asked us to tell you. You can stop helping on the same page.\n"
            ),
            now=now,
        )
