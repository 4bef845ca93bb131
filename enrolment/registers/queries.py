"""Questions about registers: whose names stand on one, and who came how often."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.closed_days import working_day_after
from courses.models import Policy, Run, Session
from enrolment.learners.models import Learner, Need
from enrolment.places.models import Enrolment
from enrolment.registers.models import Concern, ConcernEvent, FollowUp, FollowUpEvent, Mark, MarkEvent, MarkFlag
from enrolment.trainers.permissions import teachers_ever


@dataclass(frozen=True)
class Attendance:
    """How many of the sessions held since the place began someone came to."""

    attended: int
    held: int
    to_come: int

    @property
    def share(self) -> float:
        """(present + part) ÷ sessions held since the place began; 0 before the first.

        Apologies stay in the divisor (domain guide, section 6).
        """
        return self.attended / self.held if self.held else 0.0


def names_for(session: Session) -> QuerySet[Enrolment]:
    """The enrolments whose names stand on the register of `session`, by name."""
    return (
        Enrolment.objects.attending()
        .filter(run=session.run_id)
        .filter(Q(began_on__isnull=True) | Q(began_on__lte=session.held_on))
        .select_related("learner")
        .order_by("learner__name", "pk")
    )


def with_what_there_is(places: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Each of `places` with `has_apologies` and `has_needs`: whoever prints one place asks for what there is alone."""
    return places.annotate(
        has_apologies=Exists(Mark.objects.filter(enrolment=OuterRef("pk"), status=Mark.Status.APOLOGIES)),
        has_needs=Exists(Need.objects.filter(learner=OuterRef("learner"))),
    )


def what_to_do(enrolment: Enrolment) -> list[str]:
    """What the trainers of the run read about what helps this learner, each thing once; nothing where it is kept back.

    What the office has not put into words yet is one thing. Fetch the learner's needs before, where there are many.
    """
    if enrolment.keeps_needs or not getattr(enrolment, "has_needs", True):
        return []
    needs = [need for need in enrolment.learner.needs.all() if need.is_for_trainers]
    return list(dict.fromkeys(need.action or _("Something helps this person: ask the office") for need in needs))


def tries_of(call: FollowUp) -> list[FollowUpEvent]:
    """Who tried to reach somebody, when, and how it went, in that order."""
    return list(call.events.select_related("by"))


def calls_of(learner: Learner) -> QuerySet[FollowUp]:
    """The calls after an absence that were made to `learner` or are to be made, the latest first."""
    rows = FollowUp.objects.filter(enrolment__learner=learner).select_related("session__run__course")
    return rows.prefetch_related("events__by").order_by("-made_at", "-pk")


def concerns_not_opened(now: dt.datetime) -> QuerySet[Concern]:
    """Concerns that nobody opened in Policy.concern_minutes, and of which managers have not been told."""
    late = now - dt.timedelta(minutes=Policy.current().concern_minutes)
    return Concern.objects.filter(received_at=None, escalated_at=None, raised_at__lte=late)


def history_of(concern: Concern) -> list[ConcernEvent]:
    """What happened to a concern, every reading included."""
    return list(concern.events.select_related("by"))


def more_than_places(session: Session) -> int:
    """How many more people than the run has places stand on the register: those who came on the day."""
    return max(0, names_for(session).count() - session.run.capacity)


def marks_for(session: Session) -> dict[int, Mark]:
    """The marks of `session` by enrolment id."""
    return {mark.enrolment_id: mark for mark in Mark.objects.filter(session=session)}


def is_put_right_by_office(events: Iterable[MarkEvent], run: Run) -> bool:
    """Whether one of `events` is the office's: it knew more than a trainer who had not seen it, and its word stays."""
    by = {event.by_id for event in events}
    return bool(by) and not by <= teachers_ever(run)


def said_of(session: Session) -> dict[int, list[MarkEvent]]:
    """Every mark that was given for `session`, in the order in which it came, by enrolment id; in one query.

    Each knows whether it `corrects` the one before it.
    """
    rows = MarkEvent.objects.filter(mark__session=session).order_by("pk")
    rows = rows.select_related("by", "mark__enrolment__learner")
    said: dict[int, list[MarkEvent]] = {}
    for event in rows:
        before = said.setdefault(event.mark.enrolment_id, [])
        event.corrects = bool(before) and before[-1].became != event.became  # type: ignore[attr-defined]
        before.append(event)
    return said


def names_said_of(session: Session) -> list[tuple[str, list[MarkEvent]]]:
    """The same by name: also of somebody who has left the register since."""
    said = [(events[0].mark.enrolment.learner.name, events) for events in said_of(session).values()]
    return sorted(said, key=lambda each: each[0])


def corrections_of(session: Session) -> dict[int, MarkEvent]:
    """The last correction of each mark of `session` that was ever put right, by enrolment id."""
    found = {}
    for enrolment_id, events in said_of(session).items():
        corrected = [event for event in events if event.corrects]  # type: ignore[attr-defined]
        if corrected:
            found[enrolment_id] = corrected[-1]
    return found


def attendance_of(enrolments: Iterable[Enrolment]) -> dict[int, Attendance]:
    """The attendance of each enrolment by id, in two queries for any number of one or more runs."""
    enrolments = list(enrolments)
    sessions: dict[int, list[Session]] = {}
    for session in Session.objects.filter(run__in={e.run_id for e in enrolments}).exclude(status="cancelled"):
        sessions.setdefault(session.run_id, []).append(session)
    came = dict(
        Mark.objects.attended()
        .filter(enrolment__in=enrolments, session__status="held")
        .filter(Q(enrolment__began_on__isnull=True) | Q(session__held_on__gte=F("enrolment__began_on")))
        .values("enrolment_id")
        .annotate(came=Count("pk"))
        .values_list("enrolment_id", "came")
    )
    found = {}
    for enrolment in enrolments:
        counted = [
            session
            for session in sessions.get(enrolment.run_id, [])
            if enrolment.began_on is None or session.held_on >= enrolment.began_on
        ]
        held = sum(session.status == "held" for session in counted)
        found[enrolment.pk] = Attendance(came.get(enrolment.pk, 0), held, len(counted) - held)
    return found


def owed_on(sessions: QuerySet[Session], today) -> QuerySet[Session]:
    """Of `sessions`, those before `today` whose register is still open, oldest first."""
    return (
        sessions.filter(held_on__lt=today, status="scheduled", run__status="published")
        .filter(Q(register__isnull=True) | Q(register__closed_at__isnull=True))
        .select_related("run__course", "run__locality")
        .order_by("held_on", "starts")
    )


def sessions_to_check(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Of `sessions`, those with marks that somebody should look at, oldest first."""
    flagged = MarkFlag.objects.open().values("event__mark__session")
    found = sessions.filter(pk__in=flagged).select_related("run__course", "run__locality")
    return found.order_by("held_on", "starts", "pk")


def flagged_marks(session: Session) -> list[Mark]:
    """The marks of `session` that somebody should look at, by name: each with `why` and what was `said`."""
    flags = MarkFlag.objects.open().filter(event__mark__session=session).select_related("event")
    why: dict[int, list[str]] = {}
    for flag in flags:
        words = why.setdefault(flag.event.mark_id, [])
        if flag.get_kind_display() not in words:
            words.append(flag.get_kind_display())
    rows = Mark.objects.filter(pk__in=why).select_related("enrolment__learner", "session__run")
    events = Prefetch("events", MarkEvent.objects.select_related("by").order_by("pk"), to_attr="said")
    marks: list[Mark] = list(rows.prefetch_related(events).order_by("enrolment__learner__name", "pk"))
    for mark in marks:
        mark.why = why[mark.pk]  # type: ignore[attr-defined]  # for the page
    return marks


def may_give_on(call: FollowUp, *, today: dt.date) -> bool:
    """Whether the place of somebody who missed the first session may go to the next person on the local day `today`.

    Only where Policy.give_on_days says so, counted in working days from the first try without a reply, and
    never of somebody who came since.
    """
    days = Policy.current().give_on_days
    tried = call.events.filter(became=FollowUpEvent.Became.NO_REPLY).first()
    if days is None or tried is None or call.reason != FollowUp.Reason.FIRST or call.enrolment.status != "confirmed":
        return False
    if call.enrolment.marks.filter(status__in=[Mark.Status.PRESENT, Mark.Status.PART]).exists():
        return False
    return working_day_after(timezone.localdate(tried.at), days) <= today
