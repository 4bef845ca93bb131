"""The office's first page: what happens today and what wants doing, in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from courses.models import Session, SheetImport
from courses.permissions import Permission, runs_for
from enrolment.certificates.models import Certificate
from enrolment.certificates.permissions import not_printable_for
from enrolment.claims.permissions import claims_for
from enrolment.learners.guardian.models import Guardian
from enrolment.learners.guardian.permissions import to_talk_to
from enrolment.learners.models import Need
from enrolment.learners.permissions import learners_for
from enrolment.learners.queries import to_complete
from enrolment.messages.models import Reply
from enrolment.messages.replies import replies_for
from enrolment.office.asking import gaps_left_by
from enrolment.office.imports.queries import sheets_untold
from enrolment.office.queries import RunLine, messages_by_hand, run_lines
from enrolment.office.ringing import ToRing, to_ring
from enrolment.places.line import parties_of
from enrolment.places.models import Enrolment, Offer, waits_ready
from enrolment.places.permissions import enrolments_for
from enrolment.places.queries import places_left_for, runs_to_fill
from enrolment.registers.models import Debrief, FollowUp
from enrolment.registers.permissions import debriefs_for, follow_ups_for
from enrolment.registers.queries import owed_on, sessions_to_check
from enrolment.trainers.chasing import said_no, unanswered
from enrolment.trainers.models import Allocation
from enrolment.trainers.pathway.queries import RunningOut, running_out
from enrolment.trainers.permissions import allocations_for, gaps_for, trainers_to_let_in
from enrolment.trainers.standing_in.models import Gap
from enrolment.trainers.standing_in.queries import gaps_to_fill
from enrolment.welcome.models import WelcomeTalk
from enrolment.welcome.permissions import talks_for, without_a_talk

SOON = dt.timedelta(weeks=4)
MOST_REPLIES = 50
VERY_SOON = dt.timedelta(weeks=2)


@dataclass
class OfficeDay:
    """What a coordinator meets on Monday morning."""

    sessions: list[Session]
    owed: list[Session]
    to_check: list[Session]
    gaps: list[Gap]
    silent: list[Allocation]
    cant: list[Allocation]
    unpaired: list[RunLine]
    not_booked: list[RunLine]
    small: list[RunLine]
    passed_over: list[RunLine]
    by_hand: int
    to_arrange: int
    to_complete: int
    to_ring: list[ToRing]
    replies: list[Reply]
    held: list[Offer]
    missed: list[FollowUp]
    debriefs: list[Debrief]
    not_printable: list[Certificate]
    talks: list[WelcomeTalk]
    without_talk: list[Enrolment]
    guardians: list[Guardian]
    untold: list[SheetImport]
    claims: int
    running_out: list[RunningOut]

    @property
    def is_clear(self) -> bool:
        """Whether nothing wants doing."""
        return not (
            self.owed
            or self.to_check
            or self.gaps
            or self.silent
            or self.cant
            or self.unpaired
            or self.not_booked
            or self.small
            or self.passed_over
            or self.by_hand
            or self.to_arrange
            or self.to_complete
            or self.to_ring
            or self.replies
            or self.held
            or self.missed
            or self.debriefs
            or self.not_printable
            or self.talks
            or self.without_talk
            or self.guardians
            or self.untold
            or self.claims
            or self.running_out
        )


def office_day(user, *, today: dt.date) -> OfficeDay:
    """The day of the office in the user's localities; `today` is a local date.

    Unpaired: runs, published or not, whose first session lies within four weeks. Not booked: those
    whose course asks for somebody besides the trainers. Small: public
    ones within two weeks with fewer people than they go ahead with. Passed over: people wait
    though places are open to anyone; never, unless the office gives the places itself. Silent: trainers
    to be rung for their answer; can't: those who said no while nobody is asked instead.
    """
    runs = runs_for(user, Permission.OPEN_OFFICE)
    sessions = Session.objects.filter(run__in=runs.values("pk")).exclude(status="cancelled")
    soon = runs.filter(status__in=["draft", "published"]).with_first_day()
    lines = run_lines(soon.filter(first_on__range=(today, today + SOON)).order_by("first_on", "pk"))
    silent, cant = _asked_in_vain(user)
    named = {each.run_id for each in cant}
    return OfficeDay(
        sessions=list(
            sessions.filter(held_on=today, run__status__in=["published", "finished"])
            .select_related("run__course", "run__venue", "run__locality", "venue", "register")
            .order_by("starts", "pk")
        ),
        owed=list(owed_on(sessions, today)),
        to_check=list(sessions_to_check(Session.objects.filter(run__in=runs.values("pk")))),
        gaps=gaps_to_fill(gaps_for(user), now=timezone.now()),
        silent=silent,
        cant=cant,
        unpaired=[line for line in lines if not line.pair.is_complete and line.run.pk not in named],
        not_booked=[line for line in lines if line.run.course.wanted_beside and not line.run.beside],
        small=[line for line in lines if _is_small(line, today)],
        passed_over=_passed_over(runs, today),
        by_hand=messages_by_hand(user).count(),
        to_arrange=needs_to_arrange(user).values("learner").distinct().count(),
        to_complete=to_complete(learners_for(user)).count(),
        to_ring=[each for each in to_ring(user, today=today) if each.is_due],
        replies=list(replies_for(user).filter(done_at=None)[:MOST_REPLIES]),
        held=list(places_held(user)),
        missed=list(follow_ups_for(user).open()),
        debriefs=list(debriefs_for(user).open()),
        not_printable=list(not_printable_for(user)),
        talks=[talk for talk in talks_for(user).open() if talk.on <= today],
        without_talk=list(without_a_talk(user)),
        guardians=list(to_talk_to(user)),
        untold=sheets_untold(user),
        claims=claims_for(user).filter(status="submitted").count(),
        running_out=running_out(trainers_to_let_in(user), today=today),
    )


def places_held(user) -> QuerySet[Offer]:
    """Places of the user's localities that wait for a yes or no, those that end first before the others.

    Who is reached by telephone alone has to be rung.
    """
    mine = enrolments_for(user).values("pk")
    held = Offer.objects.filter(outcome=Offer.Outcome.OPEN, enrolment__in=mine)
    return held.select_related("enrolment__learner", "enrolment__run__course").order_by("until", "pk")


def needs_to_arrange(user) -> QuerySet[Need]:
    """What helps learners of the user's localities and nobody has arranged yet, or nobody has undone."""
    wanting = [Need.Status.TO_ARRANGE, Need.Status.NO_LONGER]
    return Need.objects.filter(status__in=wanting, learner__in=learners_for(user).values("pk"))


def _asked_in_vain(user) -> tuple[list[Allocation], list[Allocation]]:
    """Who doesn't answer, and who said that they can't while nobody has been asked instead."""
    asked = allocations_for(user).select_related("trainer", "run__course", "run__locality")
    asked, now = asked.prefetch_related("run__sessions"), timezone.now()
    return list(unanswered(asked, now=now)), gaps_left_by(said_no(asked, now=now))


def _is_small(line: RunLine, today: dt.date) -> bool:
    is_very_soon = line.run.sessions_on()[0].held_on <= today + VERY_SOON
    return line.run.status == "published" and is_very_soon and line.held < line.run.minimum


def _passed_over(runs, today: dt.date) -> list[RunLine]:
    coming = runs.coming(today).filter(pk__in=runs_to_fill().values("pk"))
    lines = run_lines(coming.with_first_day().order_by("first_on", "pk"))
    standings = places_left_for([line.run for line in lines], today=today)
    waiting = Enrolment.objects.waiting().filter(waits_ready(), run__in=standings).select_related("learner")
    could_come: set[int] = set()
    for party in parties_of(waiting):
        if standings[party[0].run_id].left and standings[party[0].run_id].fits(each.learner for each in party):
            could_come.add(party[0].run_id)
    return [line for line in lines if line.run.pk in could_come]
