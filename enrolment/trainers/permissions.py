"""Who may: trainers their own runs and nothing else; and whose sign-in the office sees to."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from courses.models import Policy, Run, Session
from courses.permissions import Permission, localities_for, may, row_or_404, runs_for
from enrolment.trainers.models import Allocation, AllocationQuerySet, TermPlan, Trainer
from enrolment.trainers.standing_in.models import Gap, StandIn


def runs_taught_by(user) -> QuerySet[Run]:
    """The runs that `user` has accepted to teach; none without the trainer's role.

    Until Policy.register_days after the last session: then names and marks are the office's alone.
    """
    if not may(user, Permission.TEACH):
        return Run.objects.none()
    mine = Allocation.objects.filter(run=OuterRef("pk"), status="accepted", trainer__user=user)
    since = timezone.localdate() - dt.timedelta(days=Policy.current().register_days)
    sessions = Session.objects.filter(run=OuterRef("pk"))
    is_recent = Exists(sessions.filter(held_on__gte=since)) | ~Exists(sessions)
    return Run.objects.filter(Exists(mine), is_recent).exclude(status="draft")


def sessions_stood_in_by(user) -> QuerySet[Session]:
    """The sessions to which `user` comes instead of somebody, and no other of their runs; as long as one's own."""
    if not may(user, Permission.TEACH):
        return Session.objects.none()
    mine = StandIn.objects.filter(gap__session=OuterRef("pk"), gap__ended_at=None, status="accepted")
    since = timezone.localdate() - dt.timedelta(days=Policy.current().register_days)
    return Session.objects.filter(Exists(mine.filter(trainer__user=user)), held_on__gte=since)


def sessions_taught_by(user) -> QuerySet[Session]:
    """Every session that `user` teaches: of their own runs, and those to which they come instead of somebody."""
    own = Q(run__in=runs_taught_by(user).values("pk"))
    return Session.objects.filter(own | Q(pk__in=sessions_stood_in_by(user).values("pk")))


def runs_with_register_for(user) -> QuerySet[Run]:
    """The runs whose registers `user` may take: one's own, and all of one's localities for the office."""
    return runs_taught_by(user) | runs_for(user, Permission.TAKE_REGISTERS).exclude(status="draft")


def sessions_with_register_for(user) -> QuerySet[Session]:
    """The sessions whose registers `user` may take, with what is said of them."""
    here = Q(run__in=runs_with_register_for(user).values("pk"))
    sessions = Session.objects.filter(here | Q(pk__in=sessions_stood_in_by(user).values("pk")))
    return sessions.select_related("run__course", "run__venue", "run__locality", "run__term", "venue")


def session_or_404(user, code: str) -> Session:
    """One of those sessions; else 404."""
    return row_or_404(sessions_with_register_for(user), code=code)


def session_called(user, code: str) -> Session | None:
    """The same for a code that somebody typed: None where no such register is theirs."""
    return sessions_with_register_for(user).filter(code=code).first()


def require_registers(user) -> None:
    """404 unless `user` takes registers at all."""
    if not (may(user, Permission.TEACH) or may(user, Permission.TAKE_REGISTERS)):
        raise Http404


def teachers_ever(run: Run) -> set[int]:
    """The users who teach `run`, or did until they were released; and who came to a session instead of them."""
    taught = Allocation.objects.filter(run=run, events__became="accepted", trainer__user__isnull=False)
    came = StandIn.objects.filter(gap__session__run=run, status="accepted", trainer__user__isnull=False)
    return {*taught.values_list("trainer__user", flat=True), *came.values_list("trainer__user", flat=True)}


def takes_register(user, session: Session) -> bool:
    """Whether `user` takes the register of `session` today."""
    return sessions_with_register_for(user).filter(pk=session.pk).exists()


def may_send_marks(user, session: Session) -> bool:
    """Whether `user` may send marks of `session`: also who has been released, for what they marked before."""
    taught = Allocation.objects.filter(run=session.run_id, events__became="accepted", trainer__user=user)
    stood_in = StandIn.objects.filter(gap__session=session, trainer__user=user, answered_by__isnull=False)
    return taught.exists() or stood_in.exists() or takes_register(user, session)


def may_send_any_marks(user) -> bool:
    """Whether `user` takes registers, or ever did."""
    return (
        may(user, Permission.TEACH)
        or may(user, Permission.TAKE_REGISTERS)
        or Trainer.objects.filter(user=user).exists()
    )


def trainer_or_404(user) -> Trainer:
    """Whoever teaches, for themself; else 404."""
    mine = Trainer.objects.filter(user=user) if may(user, Permission.TEACH) else Trainer.objects.none()
    return row_or_404(mine.select_related("home"))


def stand_in_for(user, code: str, now: dt.datetime) -> StandIn | None:
    """The same for somebody who is asked to come to one session instead: as `allocation_for`."""
    rows = StandIn.objects.select_related(
        "gap__session__run__course", "gap__session__run__venue", "gap__session__run__locality", "gap__session__venue",
        "trainer__user",
    )  # fmt: skip
    found = rows.filter(code=code).first()
    if found and found.gap.session.ends_at > now - _link_lasts():
        return found
    if not user.is_authenticated:
        return None
    if found is None or found.trainer.user != user or not may(user, Permission.TEACH):
        raise Http404
    return found


def own_session_or_404(user, code: str) -> tuple[Allocation, Session]:
    """A session of a run that `user` teaches, and the allocation by which they do; else 404."""
    sessions = Session.objects.filter(run__in=runs_taught_by(user).values("pk"))
    session = row_or_404(sessions.select_related("run__course", "run__locality", "run__venue", "venue"), code=code)
    return Allocation.objects.get(run=session.run_id, trainer__user=user, status="accepted"), session


def gaps_for(user) -> QuerySet[Gap]:
    """The sessions to which a trainer can't come, in the localities in which `user` asks trainers."""
    rows = Gap.objects.filter(session__run__in=runs_for(user, Permission.ALLOCATE).values("pk"))
    return rows.select_related("session__run__course", "session__run__locality", "allocation__trainer")


def allocation_for(user, code: str, now: dt.datetime) -> Allocation | None:
    """The question called `code`, for whoever may answer it; None for a visitor who has to sign in first; else 404.

    Trainers are bound to it by its long code, which was sent to them, for as long as it is of use; after
    that it is shown to its trainer alone.
    """
    rows = Allocation.objects.select_related("run__course", "run__venue", "run__term", "run__locality", "trainer__user")
    found = rows.filter(code=code).first()
    if found and (found.status == "proposed" or found.events.filter(at__gt=now - _link_lasts()).exists()):
        return found
    if not user.is_authenticated:
        return None
    if found is None or found.trainer.user != user or not may(user, Permission.TEACH):
        raise Http404
    return found


def _link_lasts() -> dt.timedelta:
    """So long after an answer does its link still show it to whoever is not signed in."""
    return dt.timedelta(days=Policy.current().offer_link_days)


def trainers_to_let_in(user) -> QuerySet[Trainer]:
    """The trainers whose address and codes `user` sees to: those of one's localities, and of none yet.

    Everyone who allocates finds every trainer; but whoever can send somebody's code can be them.
    """
    if not may(user, Permission.GIVE_CODES):
        return Trainer.objects.none()
    teach_here = Trainer.objects.filter(localities__in=localities_for(user, Permission.GIVE_CODES))
    return Trainer.objects.filter(Q(pk__in=teach_here.values("pk")) | Q(localities=None))


def trainers_for(user) -> QuerySet[Trainer]:
    """Everyone who teaches or taught, for whoever allocates: trainers belong to the college."""
    return Trainer.objects.all() if may(user, Permission.ALLOCATE) else Trainer.objects.none()


def allocations_for(user, permission: Permission = Permission.ALLOCATE) -> AllocationQuerySet:
    """Who was asked to teach the runs of the localities in which `user` has `permission`."""
    return Allocation.objects.filter(run__in=runs_for(user, permission).values("pk")).select_related("run")


def plans_for(user) -> QuerySet[TermPlan]:
    """One's own plans of terms, for whoever allocates: a plan is a draft until it is in force."""
    mine = TermPlan.objects.filter(by=user) if may(user, Permission.ALLOCATE) else TermPlan.objects.none()
    return mine.select_related("term")
