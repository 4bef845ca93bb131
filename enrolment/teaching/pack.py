"""What a phone takes along for the coming days: first name and initial, a random key, a neutral flag, the mark."""

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from courses.dates import day_words, hours_words
from courses.models import Policy, Session
from enrolment.learners.models import Learner, Need
from enrolment.places.models import Enrolment
from enrolment.registers.models import Mark
from enrolment.trainers.permissions import sessions_taught_by


def person_key(user) -> str:
    """What a phone calls `user`, to know its own person again; says nothing about them."""
    return salted_hmac("registers.person", str(user.pk)).hexdigest()[:16]


def short_name(learner: Learner) -> str:
    """First name and initial: "Sam O"."""
    first = learner.name.split()[0]
    rest = learner.name.split()[1:] or learner.written_name.split()[1:]
    return f"{first} {rest[-1][0]}" if rest else first


def registers_for(user, *, now: dt.datetime) -> list[dict]:
    """The registers of `user`'s sessions from today on, in a fixed number of queries; none beyond Policy.pack_days.

    Each lives on the phone `until` its day ends.
    """
    today = timezone.localdate(now)
    last_on = today + dt.timedelta(days=Policy.current().pack_days)
    sessions = list(
        sessions_taught_by(user)
        .filter(held_on__range=(today, last_on))
        .filter(run__status__in=["published", "finished"])
        .exclude(status="cancelled")
        .select_related("run__venue", "venue")
        .order_by("held_on", "starts")
    )
    names = _names({session.run_id for session in sessions})
    marks = {(mark.session_id, mark.enrolment_id): mark for mark in Mark.objects.filter(session__in=sessions)}
    return [_register(session, names[session.run_id], marks) for session in sessions]


def _names(runs: set[int]) -> dict[int, list[Enrolment]]:
    helps = Need.objects.for_trainers().filter(learner=OuterRef("learner"))
    found = defaultdict(list)
    rows = Enrolment.objects.attending().filter(run__in=runs).select_related("learner")
    rows = rows.annotate(helps=Exists(helps) & Q(keeps_needs=False))
    for enrolment in rows.order_by("learner__name", "pk"):
        found[enrolment.run_id].append(enrolment)
    return found


def _register(session: Session, names: list[Enrolment], marks: dict) -> dict:
    venue = session.venue or session.run.venue
    midnight = dt.datetime.combine(session.held_on + dt.timedelta(days=1), dt.time(), session.starts_at.tzinfo)
    hours = hours_words(session.starts, session.ends)
    return {
        "session": session.code,
        "day": day_words(session.held_on),
        "place": f"{hours}, {venue}" if venue else hours,
        "from": dt.datetime.combine(session.held_on, dt.time(), session.starts_at.tzinfo).isoformat(),
        "until": midnight.isoformat(),
        "names": [
            _name(enrolment, marks.get((session.pk, enrolment.pk)))
            for enrolment in names
            if enrolment.began_on is None or enrolment.began_on <= session.held_on
        ],
    }


def _name(enrolment: Enrolment, mark: Mark | None) -> dict:
    return {
        "key": enrolment.code,
        "name": short_name(enrolment.learner),
        "flag": enrolment.helps,  # type: ignore[attr-defined]  # annotated above
        "status": mark.status if mark else "",
        "version": mark.version if mark else 0,
    }
