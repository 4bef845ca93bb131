"""Verbs on acting for a learner: asked, said yes to, ended; and each act written down, by whom and for whom."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.models import User
from college.outbox.actions import post
from college.outbox.languages import of_messages
from college.refusals import Refusal
from college.signin.actions import name_to_sign_in
from courses.models import Policy
from enrolment.learners.actions import refuse_merged
from enrolment.learners.models import Learner
from enrolment.learners.support.models import Support, SupportEvent
from enrolment.learners.support.queries import SCOPES

Became = SupportEvent.Became


class NothingGranted(Refusal):
    sentence = gettext_lazy("Tick at least one thing that they may do for you.")


class Themself(Refusal):
    sentence = gettext_lazy("That is your own address. Write the address of the person who helps you.")


class HelpsAlready(Refusal):
    sentence = gettext_lazy("This person helps already. End that first, and then say anew what they may do.")


class TooLong(Refusal):
    def __init__(self, months: int):
        super().__init__(
            _("Choose a last day that is still to come, and at most %(months)s months from now.") % {"months": months}
        )


class NotAnyMore(Refusal):
    sentence = gettext_lazy("You can’t do this for them, or not any more. Please ask them, or ring us.")


@transaction.atomic
def ask_to_help(
    *,
    learner: Learner,
    name: str,
    email: str,
    mobile: str,
    scopes: Iterable[str],
    until: dt.date,
    by: User,
    now: dt.datetime,
    said: str = "",
) -> Support:
    """`learner` lets somebody act for them in `scopes` (of SCOPES) until the end of `until`, a local day.

    They hear of it in words that name nobody, sign in by `email`, else by a code texted to `mobile`, and nothing
    opens before they say yes. `said`: how the learner told the office so; sealed. Sent twice it is one.
    Refuses NothingGranted, TooLong, Themself, HelpsAlready, Merged.
    """
    wanted, today, months = set(scopes), timezone.localdate(now), Policy.current().supporter_months
    if not wanted or wanted - set(SCOPES):
        raise NothingGranted
    if not today < until <= today + dt.timedelta(days=31 * months):
        raise TooLong(months)
    learner = refuse_merged(Learner.objects.select_for_update(of=("self",)).select_related("user").get(pk=learner.pk))
    user = _account(name.strip(), email, mobile.strip(), learner)
    if user == learner.user:
        raise Themself
    facts = {scope: scope in wanted for scope in SCOPES} | {"until": until, "name": name.strip()}
    for live in learner.supports.select_for_update().filter(user=user, ended_at=None).order_by("pk"):
        if all(getattr(live, field) == value for field, value in facts.items()):
            return live
        if live.until >= today:
            raise HelpsAlready
        _end(live, now)
    support = Support.objects.create(learner=learner, user=user, said=said.strip(), by=by, at=now, **facts)
    write_down(support=support, became=Became.GRANTED, by=by, now=now)
    _invite(support, now)
    return support


def _account(name: str, email: str, mobile: str, learner: Learner) -> User:
    """The account of a mailbox, made where there is none; without one, that of a number which they gave before."""
    email = User.objects.normalize_email(email)
    if not email:
        known = learner.supports.filter(user__email=None, user__mobile=mobile).select_related("user").first()
        return known.user if known else User.objects.create_user(None, name=name, mobile=mobile)
    known_user = User.objects.filter(email=email).first()
    if known_user:
        return known_user
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name)
    except IntegrityError:  # somebody else's form took the mailbox in this very moment
        return User.objects.get(email=email)


def _invite(support: Support, now: dt.datetime) -> None:
    """In words that name nobody: the address may be a wrong one. Who has no e-mail reads how a code is had."""
    with translation.override(of_messages(support.user)):
        if not support.user.email:
            text = _(
                "Somebody who learns with us would like your help. To see who, have a code texted to you here: "
                "%(where)s Your name for signing in: %(name)s. If you know nobody here, you need do nothing."
            )
            told = {"where": settings.BASE_URL + reverse("text_me"), "name": name_to_sign_in(user=support.user)}
            tell_supporter(support=support, key="asked", subject="", text=text % told, now=now)
            return
        subject = _("Somebody would like your help")
        text = _(
            "Hello,\n\nsomebody who learns with us would like you to help them with their courses. "
            "Sign in here to see who it is, and say yes or no:\n%(address)s\n\n"
            "If you know nobody here, you need do nothing.\n"
        )
        tell_supporter(support=support, key="asked", subject=subject, text=text, now=now)


def tell_supporter(*, support: Support, key: str, subject: str, text: str, now: dt.datetime) -> None:
    """Write to who helps, by e-mail, else by text; `text` has %(address)s. The same key writes once."""
    user = support.user
    post(
        key=f"support:{support.code}:{key}",
        channel="email" if user.email else "text",
        subject=subject if user.email else "",
        text=text % {"address": f"{settings.BASE_URL}/my/helping/"},
        to_user=user,
        to_address=user.email or user.mobile,
        about=support.code,
        now=now,
    )


@transaction.atomic
def answer_support(*, support: Support, yes: bool, by: User, now: dt.datetime) -> None:
    """Who was asked to help says yes or no. Twice is once. Refuses NotAnyMore where it has ended."""
    support = Support.objects.select_for_update().get(pk=support.pk)
    if support.ended_at or support.until < timezone.localdate(now):
        raise NotAnyMore
    if yes and not support.accepted_at:
        support.accepted_at = now
        support.save(update_fields=["accepted_at"])
        write_down(support=support, became=Became.ACCEPTED, by=by, now=now)
    if not yes:
        _end(support, now)
        write_down(support=support, became=Became.REFUSED, by=by, now=now)


@transaction.atomic
def end_support(*, support: Support, by: User, now: dt.datetime) -> None:
    """Nothing is open to them any more, from this moment. Twice is once.

    Nobody writes to them about it: somebody may have reasons to end it unseen.
    """
    support = Support.objects.select_for_update().get(pk=support.pk)
    if support.ended_at is None:
        _end(support, now)
        write_down(support=support, became=Became.ENDED, by=by, now=now)


def _end(support: Support, now: dt.datetime) -> None:
    support.ended_at = now
    support.save(update_fields=["ended_at"])


@transaction.atomic
def forget_supports(*, learner: Learner, by: User | None, now: dt.datetime) -> None:
    """Everyone who acts for `learner` does so no more; their names, and how it was said, go. Twice is once."""
    list(learner.supports.select_for_update().order_by("pk").values_list("pk"))
    learner.supports.filter(ended_at=None).update(ended_at=now)
    learner.supports.update(name="", said="")


def hold_support(*, support: Support, scope: str, now: dt.datetime) -> Support:
    """The support, locked until the transaction ends, if it still allows `scope`. Refuses NotAnyMore."""
    found = Support.objects.select_for_update(of=("self",)).select_related("learner", "user").get(pk=support.pk)
    is_live = found.accepted_at and not found.ended_at and found.until >= timezone.localdate(now)
    if not is_live or not getattr(found, scope):
        raise NotAnyMore
    return found


def write_down(*, support: Support, became: str, by: User, now: dt.datetime, about: str = "") -> SupportEvent:
    """Keep who did what for whom; `about` the code of a place. Called inside the transaction that does it."""
    return SupportEvent.objects.create(support=support, became=Became(became), about=about, by=by, at=now)
