"""Verbs on roles: each one given or taken away is written down."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Locality, Partner, Role, RoleEvent

Became = RoleEvent.Became


class LastAdministrator(Refusal):
    sentence = _("This is the last administrator. Give someone else that role first.")


class ForWhichPartner(Refusal):
    sentence = _("Say for which partner this person acts. Only a partner's role names one.")


@transaction.atomic
def give_role(
    *,
    user: User,
    kind: str,
    locality: Locality | None = None,
    partner: Partner | None = None,
    by: User | None,
    now: dt.datetime,
) -> Role:
    """`user` has a role of `kind` (Role.Kind) in `locality` (None: everywhere). Twice is once.

    Who acts for a partner has a role for that partner, and nobody else has. Refuses another pairing.
    """
    if (kind == Role.Kind.PARTNER) != (partner is not None):
        raise ForWhichPartner
    role, is_new = Role.objects.get_or_create(user=user, kind=kind, locality=locality, partner=partner)
    if is_new:
        _write_down(role, Became.GIVEN, by, now)
    return role


@transaction.atomic
def end_role(*, role: Role, by: User | None, now: dt.datetime) -> None:
    """Take a role away; the next page the person asks for is already refused.

    Never the last administrator's who may sign in.
    """
    others = Role.objects.select_for_update(of=("self",)).filter(kind=Role.Kind.ADMINISTRATOR, user__is_active=True)
    if role.kind == Role.Kind.ADMINISTRATOR and not [other for other in others if other.pk != role.pk]:
        raise LastAdministrator
    _write_down(role, Became.ENDED, by, now)
    role.delete()


def _write_down(role: Role, became: str, by: User | None, now: dt.datetime) -> None:
    RoleEvent.objects.create(
        user=role.user,
        kind=role.kind,
        locality=role.locality,
        partner=role.partner,
        became=became,
        by=by,
        by_system=by is None,
        at=now,
    )
