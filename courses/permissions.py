"""Who may: one table of roles and permissions, and the gates that give a row or 404.

May it *now* is another question: `states.py`.
"""

import datetime as dt
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.http import Http404

from courses.models import Audience, Course, Locality, Role, Run, Session, Term, Venue
from courses.models.runs import RunQuerySet
from courses.vocabulary import in_its_words

Kind = Role.Kind


class Permission(StrEnum):
    """What a role may let a person do, in the words of the office."""

    OPEN_OFFICE = "open the office"
    PLAN_TERM = "plan a term and import sheets"
    PUBLISH_RUNS = "publish runs and call them off"
    EDIT_PAGES = "edit pages"
    OVERRIDE_SIGN_OFF = "publish words in an emergency, before two people have signed"
    ALLOCATE = "give runs their trainers"
    START_UNPAIRED = "let an unpaired first session start"
    SEE_LEARNERS = "see learners and their places"
    ENROL = "take bookings for learners"
    SEE_GUARDIANS = "see the parent or guardian of somebody under age"
    MERGE_RECORDS = "put two records of one person together"
    READ_CLOSED_NOTES = "read and take away notes that are for managers"
    GIVE_CODES = "give sign-in codes to people without e-mail"
    TAKE_REGISTERS = "take any register"
    FOLLOW_UP = "ring people who were missed"
    SEE_CONCERNS = "open a concern"
    HEAR_OF_CONCERNS = "be told when nobody opens a concern"
    PRINT_CERTIFICATES = "print and revoke certificates"
    TEACH = "teach one's own runs"
    CHANGE_COLLEGE = "change the college's words, look and rules"
    CHANGE_ROLES = "give and take roles"
    SEE_STATUS = "see the status page"
    WORD_MESSAGES = "change the words of messages"
    SEE_WHOM_WE_REACH = "see the numbers of equality questions"
    APPROVE_CLAIMS = "approve what trainers claim"
    PAY_CLAIMS = "pay what trainers claim, and set the rates"
    SEE_OPENINGS = "see who opened whose record"


P = Permission
COORDINATOR = {
    P.OPEN_OFFICE,
    P.PLAN_TERM,
    P.PUBLISH_RUNS,
    P.EDIT_PAGES,
    P.ALLOCATE,
    P.SEE_LEARNERS,
    P.ENROL,
    P.SEE_GUARDIANS,
    P.MERGE_RECORDS,
    P.GIVE_CODES,
    P.TAKE_REGISTERS,
    P.FOLLOW_UP,
    P.PRINT_CERTIFICATES,
    P.WORD_MESSAGES,
    P.APPROVE_CLAIMS,
}
TABLE: dict[str, set[Permission]] = {
    Kind.ADMINISTRATOR: {P.CHANGE_COLLEGE, P.CHANGE_ROLES, P.SEE_STATUS},
    Kind.MANAGER: COORDINATOR
    | {
        P.HEAR_OF_CONCERNS,
        P.READ_CLOSED_NOTES,
        P.START_UNPAIRED,
        P.OVERRIDE_SIGN_OFF,
        P.CHANGE_COLLEGE,
        P.PAY_CLAIMS,
    },
    Kind.COORDINATOR: COORDINATOR,
    Kind.PARTNER: set(),
    Kind.TRAINER: {P.TEACH},
    Kind.SAFEGUARDING: {P.SEE_CONCERNS, P.SEE_GUARDIANS},
    Kind.ANALYST: {P.SEE_WHOM_WE_REACH},
    Kind.BOARD_READER: set(),
    Kind.DATA_PROTECTION: {P.SEE_OPENINGS},
}

# These see more than their own, so they show a second factor whenever they sign in.
OFFICE_ROLES = frozenset(Kind.values) - {Kind.TRAINER}


def roles_of(user) -> list[Role]:
    """The roles of `user`; none for a visitor. Read once a request and kept on the user."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_roles"):
        user._roles = list(Role.objects.filter(user=user)) if getattr(user, "has_roles", True) else []
    return user._roles


def may(user, permission: Permission, locality: Locality | None = None) -> bool:
    """Whether a role of `user` gives `permission`, in `locality` where one is named.

    Without a locality the question is "anywhere?".
    """
    return any(
        permission in TABLE[role.kind]
        and (locality is None or role.locality_id is None or role.locality_id == locality.pk)
        for role in roles_of(user)
    )


def may_everywhere(user, permission: Permission) -> bool:
    """Whether a role of `user` gives `permission` in the whole college, localities to come included."""
    return any(permission in TABLE[role.kind] and role.locality_id is None for role in roles_of(user))


def localities_for(user, permission: Permission) -> QuerySet[Locality]:
    """The localities in which `user` has `permission`."""
    places = {role.locality_id for role in roles_of(user) if permission in TABLE[role.kind]}
    if None in places:
        return Locality.objects.all()
    return Locality.objects.filter(pk__in=[place for place in places if place])


def runs_for(user, permission: Permission) -> RunQuerySet:
    """The runs of those localities."""
    return Run.objects.filter(locality__in=localities_for(user, permission))


def sessions_for(user, permission: Permission) -> QuerySet[Session]:
    """The sessions of those runs, with what is said of them."""
    rows = Session.objects.filter(run__in=runs_for(user, permission).values("pk"))
    return rows.select_related("run__course", "run__term", "run__locality", "run__venue", "venue")


def venues_for(user, permission: Permission) -> QuerySet[Venue]:
    """The venues of those localities."""
    return Venue.objects.filter(locality__in=localities_for(user, permission)).select_related("locality")


def audiences_for(user, permission: Permission) -> QuerySet[Audience]:
    """The audiences, which are of the whole college: all, or none where `user` has `permission` in some areas alone."""
    return Audience.objects.all() if may_everywhere(user, permission) else Audience.objects.none()


def require(user, permission: Permission) -> None:
    """404 unless `user` has `permission` somewhere."""
    if not may(user, permission):
        raise Http404


def row_or_404(rows: QuerySet, **lookup):
    """The one row of `rows`, which a gate has narrowed to what this person may see; else 404.

    What follows speaks in the words of the row's locality, where it has one.
    """
    row = rows.filter(**lookup).first()
    if row is None:
        raise Http404
    return in_its_words(row)


def run_or_404(user, permission: Permission, code: str) -> Run:
    """The run named by `code` in a locality where `user` has `permission`; else 404."""
    return row_or_404(runs_for(user, permission).select_related("course", "term", "locality", "venue"), code=code)


def term_or_404(user, permission: Permission, slug: str) -> Term:
    """The term named by `slug`, for someone with `permission` anywhere; else 404."""
    require(user, permission)
    return row_or_404(Term.objects.all(), slug=slug)


def term_to_read_or_404(user, slug: str, now: dt.datetime) -> Term:
    """A term that the public may see at `now` (aware); before its hour only those who plan terms find it."""
    terms = Term.objects.all() if may(user, Permission.PLAN_TERM) else Term.objects.visible(now)
    return row_or_404(terms, slug=slug)


def locality_or_404(slug: str) -> Locality:
    """The locality named by `slug`: anybody may know of it; else 404."""
    return row_or_404(Locality.objects.all(), slug=slug)


def course_or_404(user, permission: Permission, code: str) -> Course:
    """The course named by `code`, for someone with `permission` anywhere; else 404."""
    require(user, permission)
    return row_or_404(Course.objects.select_related("strand"), code=code)


def everyone_with(permission: Permission, locality: Locality) -> Q:
    """A condition on User: has `permission` in `locality`, for messages to whoever is in charge."""
    kinds = [kind for kind, permissions in TABLE.items() if permission in permissions]
    here = Q(roles__locality=locality) | Q(roles__locality__isnull=True)
    return Q(roles__kind__in=kinds, is_active=True) & here
