"""Verbs on who works for the college: someone brought in, trainers let in."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.models import User
from college.outbox.actions import post
from college.refusals import Refusal
from courses.actions.roles import give_role
from courses.models import Locality, Partner, Role
from courses.queries import signs_words
from enrolment.learners.models import Learner
from enrolment.trainers.models import Trainer


class AddressTaken(Refusal):
    sentence = gettext_lazy(
        "Someone else signs in with this address. One mailbox, one account: use another, or a printed code."
    )


class MoreThanTeaching(Refusal):
    sentence = gettext_lazy(
        "This person signs in for more than teaching, so how they sign in is not changed from here. "
        "They use the address that they have. Ask an administrator where that no longer works."
    )


@transaction.atomic
def bring_in(
    *, email: str, name: str, kind: str, locality: Locality | None, partner: Partner | None = None, by, now: dt.datetime
) -> Role:
    """Give the person with `email` a role of `kind` in `locality` (None: everywhere), or for `partner`.

    Makes their account where there is none. Giving it twice is once.
    """
    email = User.objects.normalize_email(email)
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    return give_role(user=user, kind=kind, locality=locality, partner=partner, by=by, now=now)


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
        _tell_the_old_address(user, now)
        user.email = email
        user.save(update_fields=["email"])
    trainer.user, trainer.email = user, email or trainer.email
    trainer.save(update_fields=["user", "email"])
    give_role(user=user, kind=Role.Kind.TRAINER, by=by, now=now)
    return user


def _tell_the_old_address(user: User, now: dt.datetime) -> None:
    if user.email:
        post(
            key=f"address changed:{user.pk}:{now.isoformat()}",
            channel="email",
            subject=_("Your address for signing in was changed"),
            text=_("The college changed the address with which you sign in. If you did not ask for this, ring us."),
            to_user=user,
            to_address=user.email,
            now=now,
        )


def _opens_more_than_teaching(user: User) -> bool:
    is_more = Learner.objects.filter(user=user).exists() or signs_words(user)
    return is_more or user.roles.exclude(kind=Role.Kind.TRAINER).exists()
