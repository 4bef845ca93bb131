"""One-time codes for people without e-mail: made, texted, used."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.limits import allow
from college.outbox.actions import post
from college.outbox.languages import of_messages
from college.refusals import Refusal
from college.signin.models import OneTimeCode, User
from college.signin.names import as_written, counted, figures_of, new_sign_in_name, sealed_code

Way = OneTimeCode.Way
LASTS = {Way.TEXT: dt.timedelta(minutes=15), Way.POST: dt.timedelta(days=14), Way.OFFICE: dt.timedelta(days=7)}
TRIES = 5


class NobodyToSignIn(Refusal):
    sentence = gettext_lazy("This person may not sign in. Ask an administrator to open their account first.")


class CodeDoesNotFit(Refusal):
    sentence = gettext_lazy(
        "That name and code do not fit together, or the code is too old. "
        "Check both, or ask us for a new code. It is quick, and it is fine to ask."
    )


class TooManyTries(Refusal):
    sentence = gettext_lazy(
        "There have been many tries in a short time. Please wait five minutes, then try again, or ring us."
    )


@transaction.atomic
def make_one_time_code(*, user: User, way: str, by: User | None, now: dt.datetime) -> str:
    """Makes the one live code of `user` and returns its six figures, which nobody can read again.

    `way` is a OneTimeCode.Way: texted codes last 15 minutes, posted ones 14 days,
    printed ones 7 days. Ends the code made before. Gives `user` a name for
    signing in (`user.sign_in_name`) where there is none yet: print both.
    Refuses someone who may not sign in.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    if not person.is_active:
        raise NobodyToSignIn
    person.sign_in_name = user.sign_in_name = name_to_sign_in(user=person)
    person.one_time_codes.filter(used_at__isnull=True).delete()
    code = f"{secrets.randbelow(10**6):06}"
    person.one_time_codes.create(
        hash=sealed_code(person.pk, code), way=way, made_by=by, made_at=now, expires_at=now + LASTS[Way(way)]
    )
    return code


@transaction.atomic
def name_to_sign_in(*, user: User) -> str:
    """The name by which `user` asks for a code or types one in; given to them where there is none yet."""
    person = User.objects.select_for_update().get(pk=user.pk)
    if not person.sign_in_name:
        person.sign_in_name = _free_name()
        person.save(update_fields=["sign_in_name"])
    return person.sign_in_name


def _free_name() -> str:
    name = new_sign_in_name()
    while User.objects.filter(sign_in_name=name).exists():
        name = new_sign_in_name()
    return name


def text_a_code(*, name: str, network: str, now: dt.datetime) -> None:
    """Texts a fresh code to the person called `name`, where such a person has a mobile.

    Says nothing either way: who has an account is nobody's business. `network`
    is the asker's address. Refuses more than 3 in 10 minutes or 10 a day for one
    name, and more than 20 in 10 minutes from one network.
    """
    asked = counted(as_written(name))
    ten_minutes = dt.timedelta(minutes=10)
    if not (
        allow(f"text-network:{counted(network)}", most=20, within=ten_minutes, now=now)
        and allow(f"text:{asked}", most=3, within=ten_minutes, now=now)
        and allow(f"texts-a-day:{asked}", most=10, within=dt.timedelta(days=1), now=now)
    ):
        raise TooManyTries
    user = User.objects.filter(sign_in_name=as_written(name), is_active=True).exclude(mobile="").first()
    if user is not None:
        _text(user, now)


@transaction.atomic
def _text(user: User, now: dt.datetime) -> None:
    code = make_one_time_code(user=user, way=Way.TEXT, by=None, now=now)
    with translation.override(of_messages(user)):
        text = _("%(code)s is your code for signing in. It works for 15 minutes. Never tell it to anyone.")
        post(
            key=f"sign-in:text:{user.one_time_codes.get(used_at__isnull=True).pk}",
            channel="text",
            subject="",
            text=text % {"code": code},
            to_user=user,
            to_address=user.mobile,
            is_urgent=True,
            now=now,
        )


def use_one_time_code(*, name: str, code: str, network: str, now: dt.datetime) -> User:
    """The person whose live code this is; the code is used up. `network` is the asker's address.

    Refuses with the same words whether the name is unknown or the code wrong, old
    or used. Five tries end a code, whoever makes them; one name takes 5 tries in
    5 minutes and one network 10 a minute (reliability: sign-in failures).

    Not one transaction, and must not be: a try has to stay counted when the code
    is refused. Each step is a conditional update that only one of many parallel
    askers can win, so a code opens the door once.
    """
    called = as_written(name)
    if not (
        allow(f"code-network:{counted(network)}", most=10, within=dt.timedelta(minutes=1), now=now)
        and allow(f"code:{counted(called)}", most=TRIES, within=dt.timedelta(minutes=5), now=now)
    ):
        raise TooManyTries
    live = (
        OneTimeCode.objects.filter(user__sign_in_name=called, user__is_active=True, used_at__isnull=True)
        .select_related("user")
        .first()
    )
    fits = constant_time_compare(live.hash if live else "", sealed_code(live.user_id if live else 0, figures_of(code)))
    if live is None or not _take_a_try(live, now) or not fits:
        raise CodeDoesNotFit
    if not OneTimeCode.objects.filter(pk=live.pk, used_at__isnull=True).update(used_at=now):
        raise CodeDoesNotFit
    return live.user


def _take_a_try(live: OneTimeCode, now: dt.datetime) -> bool:
    open_to_tries = OneTimeCode.objects.filter(
        pk=live.pk, used_at__isnull=True, expires_at__gt=now, wrong_tries__lt=TRIES
    )
    return bool(open_to_tries.update(wrong_tries=F("wrong_tries") + 1))
