"""Telling everyone with a place on some runs: written down, a delay in which it can be taken back, then sent."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.outbox.actions import post, take_back
from college.refusals import Refusal
from courses.models import Policy, Run
from enrolment.messages.actions import way_to
from enrolment.messages.announcements import EVENT
from enrolment.messages.models import Announcement
from enrolment.messages.naming import refuse_names_of_courses
from enrolment.office.announcing import audience_of, key_of, messages_of_announcement


class NobodyToTell(Refusal):
    sentence = _("Nobody has a place there, so there is nobody to tell.")


class HasLeft(Refusal):
    sentence = _("Everything has left already. Nothing can be taken back any more.")


@transaction.atomic
def announce(
    *,
    code: str,
    runs: Sequence[Run],
    text: str,
    first_on: dt.date | None = None,
    last_on: dt.date | None = None,
    is_needed: bool,
    by: User,
    now: dt.datetime,
) -> Announcement:
    """Write down what everyone with a place on `runs` is told once Policy's minutes are over.

    What not everyone has to know waits until Policy's quiet hours are over, too.

    `code` is made by the page before: sent twice, it is one announcement. The days, both or neither,
    say which of the reader's sessions are named. Refuses NobodyToTell, NamesACourse.
    """
    refuse_names_of_courses(text, runs)
    if not audience_of(runs, first_on=first_on, last_on=last_on, is_needed=is_needed).readers:
        raise NobodyToTell
    policy = Policy.current()
    leaves_at = now + dt.timedelta(minutes=policy.announce_minutes)
    if not is_needed:
        leaves_at = policy.after_quiet(leaves_at)
    fields = {"text": text, "first_on": first_on, "last_on": last_on, "is_needed": is_needed}
    made, is_new = Announcement.objects.get_or_create(
        code=code, defaults={**fields, "by": by, "written_at": now, "leaves_at": leaves_at}
    )
    if is_new:
        made.runs.set(runs)
    return made


@transaction.atomic
def take_announcement_back(*, announcement: Announcement, by: User, now: dt.datetime) -> int:
    """Nothing that has not left yet shall leave. Twice is once. Refuses HasLeft where nothing is left to stop.

    Says how many messages were stopped that had been written already; 0 before the delay is over.
    """
    announcement = Announcement.objects.select_for_update(of=("self",)).get(pk=announcement.pk)
    if announcement.taken_back_at:
        return 0
    stopped = take_back(messages=messages_of_announcement(announcement), now=now) if announcement.left_at else 0
    if announcement.left_at and not stopped:
        raise HasLeft
    announcement.taken_back_at, announcement.taken_back_by = now, by
    announcement.save(update_fields=["taken_back_at", "taken_back_by"])
    return stopped


@transaction.atomic
def send_announcement(*, announcement: Announcement, now: dt.datetime) -> int:
    """Write the messages of one whose delay is over, one to each reader; says how many. Twice is once."""
    announcement = Announcement.objects.select_for_update(of=("self",)).get(pk=announcement.pk)
    if announcement.left_at or announcement.taken_back_at or announcement.leaves_at > now:
        return 0
    readers = audience_of(
        announcement.runs.all(),
        first_on=announcement.first_on,
        last_on=announcement.last_on,
        is_needed=announcement.is_needed,
    ).readers
    for reader in readers:
        channel, address = way_to(reader.learner)
        post(
            key=key_of(announcement, reader.learner.code),
            channel=channel,
            event=EVENT,
            facts={"announcement": announcement.pk, "sessions": [session.pk for session in reader.sessions]},
            to_user=reader.learner.user,
            to_address=address,
            about=reader.learner.code,
            now=now,
        )
    announcement.left_at = now
    announcement.save(update_fields=["left_at"])
    return len(readers)


def send_due_announcements(*, now: dt.datetime, most: int = 20) -> int:
    """Send at most `most` announcements whose delay is over; says how many messages that wrote."""
    due = Announcement.objects.filter(left_at=None, taken_back_at=None, leaves_at__lte=now).order_by("leaves_at", "pk")
    return sum(send_announcement(announcement=announcement, now=now) for announcement in due[:most])
