"""What is left to do before a new college can open, read from what is there."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from college.models import Message, User
from college.outbox.checking import TEST
from courses.models import FirstAnswer, Role, Run, Term
from courses.permissions import Permission, may
from courses.queries import term_to_plan
from enrolment.office.opening.questions import QUESTIONS
from enrolment.trainers.models import Trainer

P = Permission
# Gives the address of a page, by its route, to who may go there, else "".
Way = Callable[..., str]


@dataclass(frozen=True)
class Left:
    """One thing that a college needs: what, how far it is, where it is done (empty: not by this person)."""

    title: str
    detail: str
    href: str
    is_done: bool


def is_open(now: dt.datetime) -> bool:
    """Whether anybody can see something to come to, or could before."""
    return Run.objects.public(now).exists()


def left_before_opening(user: User, now: dt.datetime) -> list[Left]:
    """What a college that isn't open yet still has to do; [] once it is. A fixed number of queries."""
    return [] if is_open(now) else [thing for thing in needed_to_open(user, now) if not thing.is_done]


def needed_to_open(user: User, now: dt.datetime) -> list[Left]:
    """All that a college needs before it opens, done or not, in the order in which it is best done.

    Each leads to where it is done, if `user` may go there.
    """
    term = term_to_plan(timezone.localdate(now))

    def way(needs: Permission, route: str, *named: str) -> str:
        return reverse(route, args=named) if may(user, needs) else ""

    return [_questions(way), _mail(way), _data_protection(way), _trainers(way), *_programme(way, term)]


def _questions(way: Way) -> Left:
    answered = FirstAnswer.objects.filter(question__in=[question.name for question in QUESTIONS]).count()
    detail = _("%(answered)s of %(all)s are answered") % {"answered": answered, "all": len(QUESTIONS)}
    return Left(
        _("Answer the ten questions"), detail, way(P.CHANGE_COLLEGE, "opening:start"), answered == len(QUESTIONS)
    )


def _mail(way: Way) -> Left:
    last = Message.objects.filter(key__startswith=TEST).order_by("-pk").first()
    state = last.status if last else ""
    details = {
        Message.Status.SENT: _("It was sent"),
        Message.Status.FAILED: _("The last one could not be sent: ask whoever looks after the server"),
        "": _("Nobody has tried yet"),
    }
    detail = details.get(state, _("One is on its way"))
    href = way(P.CHANGE_COLLEGE, "office:mail_check")
    return Left(_("See that e-mail arrives"), detail, href, state == Message.Status.SENT)


def _data_protection(way: Way) -> Left:
    has_one = Role.objects.filter(kind=Role.Kind.DATA_PROTECTION, user__is_active=True).exists()
    detail = _("An administrator gives somebody that role, on the page “Team”")
    return Left(_("Somebody sees to data protection"), detail, way(P.CHANGE_ROLES, "office:team"), has_one)


def _trainers(way: Way) -> Left:
    count = Trainer.objects.filter(is_active=True).count()
    detail = _("%(count)s so far") % {"count": count}
    return Left(_("Bring the trainers in"), detail, way(P.PLAN_TERM, "imports:list"), count > 0)


def _programme(way: Way, term: Term | None) -> list[Left]:
    """The term's own: its day, its runs, their words, their publishing."""
    runs = Run.objects.filter(term=term).exclude(status="cancelled") if term else Run.objects.none()
    counted = runs.aggregate(
        runs=Count("pk"),
        drafts=Count("pk", filter=Q(status="draft")),
        courses=Count("course", distinct=True),
        signed=Count("course", filter=Q(course__is_public=True), distinct=True),
    )
    first = way(P.CHANGE_COLLEGE, "opening:question", "term")
    of_term = way(P.PUBLISH_RUNS, "office:term", term.slug) if term else first
    edit = way(P.PLAN_TERM, "office:edit_term", term.slug) if term else first
    has_runs = counted["runs"] > 0
    signed = _("%(signed)s of %(all)s are signed") % {"signed": counted["signed"], "all": counted["courses"]}
    published = _("%(published)s of %(all)s are published") % {
        "published": counted["runs"] - counted["drafts"],
        "all": counted["runs"],
    }
    return [
        Left(_("Bring the programme in"), str(term or _("No term yet")), way(P.PLAN_TERM, "imports:list"), has_runs),
        Left(
            _("Have the words of each course signed"),
            signed,
            way(P.EDIT_PAGES, "signoff:reviews"),
            has_runs and counted["signed"] == counted["courses"],
        ),
        Left(_("Publish the runs"), published, of_term, has_runs and counted["drafts"] == 0),
        Left(
            _("Say when the term becomes public"),
            str(term or _("No term yet")),
            edit,
            bool(term and term.public_from),
        ),
    ]
