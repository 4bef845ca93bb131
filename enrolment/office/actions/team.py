"""Verbs on who works for the college: roles given and taken, trainers let in."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Locality, Role
from enrolment.learners.models import Learner
from enrolment.trainers.models import Trainer


class AddressTaken(Refusal):
    sentence = _("Someone else signs in with this address. One mailbox, one account: use another, or a printed code.")


class MoreThanTeaching(Refusal):
    sentence = _(
        "This person signs in for more than teaching, so how they sign in is not changed from here. "
        "They use the address that they have. Ask an administrator where that no longer works."
    )


class LastAdministrator(Refusal):
    sentence = _("This is the last administrator. Give someone else that role first.")


@transaction.atomic
def give_role(*, email: str, name: str, kind: str, locality: Locality | None, by, now: dt.datetime) -> Role:
    """Give the person with `email` a role of `kind` in `locality` (None: everywhere).

    Makes their account where there is none. Giving it twice is once.
    """
    email = User.objects.normalize_email(email)
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    role, _made = Role.objects.get_or_create(user=user, kind=kind, locality=locality, partner=None)
    return role


@transaction.atomic
def end_role(*, role: Role, by, now: dt.datetime) -> None:
    """Take a role away; the next page the person asks for is already refused. Never the last administrator."""
    administrators = Role.objects.select_for_update().filter(kind=Role.Kind.ADMINISTRATOR)
    if role.kind == Role.Kind.ADMINISTRATOR and len(administrators) <= 1:
        raise LastAdministrator
    role.delete()


@transaction.atomic
def invite_trainer(*, trainer: Trainer, email: str, by, now: dt.datetime) -> User:
    """Let `trainer` sign in: by `email`, or (empty) by codes that the office prints.

    Gives them the trainer's role. Refuses an address that someone else signs in with, and a new
    address or a printed code for an account that opens more than teaching: whoever saw to it would
    be the learner or the colleague.
    """
    trainer = Trainer.objects.select_for_update().get(pk=trainer.pk)
    email = User.objects.normalize_email(email)
    user = trainer.user
    owner = User.objects.filter(email=email).first() if email else None
    if owner and owner != user and (user or Trainer.objects.filter(user=owner).exists()):
        raise AddressTaken
    if user and (not email or user.email != email) and _opens_more_than_teaching(user):
        raise MoreThanTeaching
    user = user or owner or User.objects.create_user(email or None, name=trainer.name)
    if email and user.email != email:
        user.email = email
        user.save(update_fields=["email"])
    trainer.user, trainer.email = user, email or trainer.email
    trainer.save(update_fields=["user", "email"])
    Role.objects.get_or_create(user=user, kind=Role.Kind.TRAINER, locality=None, partner=None)
    return user


def _opens_more_than_teaching(user: User) -> bool:
    return Learner.objects.filter(user=user).exists() or user.roles.exclude(kind=Role.Kind.TRAINER).exists()
