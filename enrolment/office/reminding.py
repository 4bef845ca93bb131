"""Reminders that are due: found by a sweep, safe twice, late and from several machines."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from college.models import Message
from courses.models import Policy, Session
from enrolment.messages.actions import way_to
from enrolment.messages.models import NoReminders
from enrolment.messages.reminders import EVENT, mark_of, remind
from enrolment.places.models import Enrolment
from enrolment.places.moves import hold_run, lock_learners
from enrolment.registers.apologies import sessions_excused

BATCH = 200
# A letter takes so many days; a reminder that would come after the session is none.
POST_TAKES = 3

Due = dict[int, list[tuple[Enrolment, Session, int]]]


def remind_due(*, now: dt.datetime) -> int:
    """Write what is due at `now` (aware) for at most BATCH learners, one message each; says how many.

    A session has its reminders by Policy (days before it, local), and one that moved has them anew.
    Nobody is reminded who said that they can't come, who asked for no reminders, in the quiet hours,
    or, where it can wait until tomorrow, on a day on which the college has written to them already.
    """
    policy, local = Policy.current(), timezone.localtime(now)
    days = sorted({each for each in (policy.remind_days, policy.remind_again_days) if each})
    if not days or policy.is_quiet(local.time()):
        return 0
    found = _due(days, now)
    written = 0
    for learner_id in list(_may_be_told(found, local))[:BATCH]:
        written += _remind_one(learner_id, found[learner_id], local.date(), now)
    return written


def _due(days: list[int], now: dt.datetime) -> Due:
    """Places and sessions by learner, each with the reminder that is due, in five queries."""
    today = timezone.localdate(now)
    near = Session.objects.filter(
        held_on__range=(today, today + dt.timedelta(days=days[-1])), status="scheduled", run__status="published"
    )
    sessions = defaultdict(list)
    for session in near.order_by("held_on", "starts", "pk"):
        if session.starts_at > now:
            sessions[session.run_id].append(session)
    enrolments = list(
        Enrolment.objects.filter(run__in=list(sessions), status="confirmed", is_untold=False)
        .exclude(learner__in=NoReminders.objects.values("learner"))
        .select_related("learner__user")
        .order_by("learner_id", "pk")
    )
    excused, reminded = sessions_excused(enrolments), _reminded(enrolments, now)
    found: Due = defaultdict(list)
    for enrolment in enrolments:
        for session in sessions[enrolment.run_id]:
            stage = next(each for each in days if each >= (session.held_on - today).days)
            known = reminded[enrolment.learner.code]
            done = any(tuple(mark_of(session, each)) in known for each in days if each <= stage)
            is_letter = way_to(enrolment.learner)[0] == Message.Channel.LETTER
            late = is_letter and (session.held_on - today).days < POST_TAKES
            begun = enrolment.began_on is None or enrolment.began_on <= session.held_on
            if begun and not done and not late and (enrolment.pk, session.pk) not in excused:
                found[enrolment.learner_id].append((enrolment, session, stage))
    return found


def _reminded(enrolments: Iterable[Enrolment], now: dt.datetime) -> dict[str, set[tuple]]:
    """What each learner, by code, was reminded of in these weeks."""
    codes = {enrolment.learner.code for enrolment in enrolments}
    rows = Message.objects.filter(event=EVENT, about__in=codes, written_at__gt=now - dt.timedelta(days=30))
    found: dict[str, set[tuple]] = defaultdict(set)
    for code, facts in rows.values_list("about", "facts"):
        found[code] |= {tuple(mark) for mark in facts.get("sessions", [])}
    return found


def _may_be_told(found: Due, local: dt.datetime) -> Iterable[int]:
    """Of the learners in `found`, those who hear of it now; the others can wait until tomorrow."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    learners = {learner_id: places[0][0].learner for learner_id, places in found.items()}
    theirs = Q(about__in=[enrolment.code for places in found.values() for enrolment, _session, _days in places])
    theirs |= Q(about__in=[learner.code for learner in learners.values()])
    theirs |= Q(to_user__in=[learner.user_id for learner in learners.values() if learner.user_id])
    today = Message.objects.filter(theirs, written_at__gte=midnight, written_at__lte=local)
    today = today.exclude(key__startswith="sign-in:").exclude(status=Message.Status.TAKEN_BACK)
    written_to = {name for row in today.values_list("to_user", "about") for name in row if name}
    for learner_id, places in found.items():
        can_wait = all(session.held_on > local.date() for _enrolment, session, _days in places)
        names = {learners[learner_id].user_id, learners[learner_id].code, *(place[0].code for place in places)}
        if not (can_wait and names & written_to):
            yield learner_id


@transaction.atomic
def _remind_one(learner_id: int, places: list[tuple[Enrolment, Session, int]], on: dt.date, now: dt.datetime) -> int:
    """Write to one learner about what still stands, once runs and learner are locked."""
    for run_id in sorted({enrolment.run_id for enrolment, _session, _days in places}):
        hold_run(run_id)
    learner = lock_learners([learner_id])[learner_id]
    if Message.objects.filter(key=f"reminder:{learner.code}:{on.isoformat()}").exists():
        return 0
    enrolments = [enrolment for enrolment, _session, _days in places]
    still = Enrolment.objects.filter(pk__in=[each.pk for each in enrolments], status="confirmed").in_bulk()
    excused = sessions_excused(enrolments)
    now_as = Session.objects.filter(status="scheduled").in_bulk([session.pk for _enrolment, session, _days in places])
    sessions = [
        (session, days)
        for enrolment, session, days in places
        if enrolment.pk in still
        and (enrolment.pk, session.pk) not in excused
        and session.pk in now_as
        and now_as[session.pk].starts_at == session.starts_at
    ]
    if not sessions:
        return 0
    sessions.sort(key=lambda pair: pair[0].starts_at)
    remind(learner=learner, sessions=sessions, on=on, now=now)
    return 1
