"""What somebody may see and change in the name of a partner: that partner's own, and nothing else.

A partner's role gives no permission of the table in `permissions`, which asks for no partner. Here it
opens rows: each gate asks for the row's own partner, and for the locality that the role may be held to.
"""

from django.db.models import Q, QuerySet
from django.http import Http404

from courses.models import Course, Locality, Partner, Role, Run, Session, Term, Venue
from courses.models.runs import RunQuerySet
from courses.permissions import roles_of, row_or_404


def acts_for_a_partner(user) -> bool:
    """Whether `user` acts for any partner. Asks the database at most for their roles, once a request."""
    return bool(_roles(user))


def partners_of(user) -> QuerySet[Partner]:
    """The partners in whose name `user` acts."""
    return Partner.objects.filter(pk__in={role.partner_id for role in _roles(user)})


def courses_of_partner(user) -> QuerySet[Course]:
    """The courses of those partners, wherever they are taught."""
    return Course.objects.filter(_theirs(user, "partner")).select_related("strand", "partner")


def runs_of_partner(user) -> RunQuerySet:
    """The runs of those courses, in the localities that the roles may be held to."""
    return Run.objects.filter(_theirs(user, "course__partner", "locality"))


def venues_of_partner(user) -> QuerySet[Venue]:
    """The venues of those partners, in those localities."""
    return Venue.objects.filter(_theirs(user, "partner", "locality")).select_related("locality", "partner")


def localities_of_partner(user) -> QuerySet[Locality]:
    """Where those partners may plan: the localities of the roles, or all for a role that names none."""
    roles = _roles(user)
    if any(role.locality_id is None for role in roles):
        return Locality.objects.all()
    return Locality.objects.filter(pk__in={role.locality_id for role in roles if role.locality_id})


def require_a_partner(user) -> None:
    """404 for whoever acts for none."""
    if not acts_for_a_partner(user):
        raise Http404


def partner_s_course_or_404(user, code: str) -> Course:
    """The course named by `code`, if it is of a partner in whose name `user` acts; else 404."""
    return row_or_404(courses_of_partner(user), code=code)


def partner_s_run_or_404(user, code: str) -> Run:
    """The same of a run."""
    return row_or_404(runs_of_partner(user).select_related("course", "term", "locality", "venue"), code=code)


def partner_s_session_or_404(user, code: str) -> Session:
    """The same of a session of such a run."""
    rows = Session.objects.filter(run__in=runs_of_partner(user).values("pk"))
    return row_or_404(
        rows.select_related("run__course", "run__term", "run__locality", "run__venue", "venue"), code=code
    )


def partner_s_venue_or_404(user, slug: str) -> Venue:
    """The same of a venue."""
    return row_or_404(venues_of_partner(user), slug=slug)


def partner_s_term_or_404(user, slug: str) -> Term:
    """A term in which partners may plan: any, for whoever acts for one; else 404."""
    require_a_partner(user)
    return row_or_404(Term.objects.all(), slug=slug)


def _roles(user) -> list[Role]:
    # A role that names no partner acts for nobody.
    return [role for role in roles_of(user) if role.kind == Role.Kind.PARTNER and role.partner_id]


def _theirs(user, partner: str, locality: str = "") -> Q:
    """A condition on rows by the names of their fields; true of none for whoever acts for no partner."""
    found = Q(pk__in=[])
    for role in _roles(user):
        one = Q(**{partner: role.partner_id})
        if locality and role.locality_id:
            one &= Q(**{locality: role.locality_id})
        found |= one
    return found
