"""What belongs to one record is handed over to another of the same person, by id, and given back.

Whoever calls this has locked both records.
"""

import datetime as dt
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from college.models import Message, User
from enrolment.learners.models import Learner

# Rows of other rooms that name a learner, by the name that a record knows them by.
ROWS = (
    "enrolments",
    "needs",
    "graduation_wishes",
    "no_reminders",
    "call_tries",
    "replies",
    "notes",
    "welcome_talks",
    "supports",
    "guardians",
)
# What is taken from the other record where the kept one says nothing.
FILLED_IN = (
    "full_name", "email", "phone", "address", "safe_times", "emergency_name", "emergency_phone", "needs_confirmed_at",
    "welcomed_at", "heard", "equality_asked_in_id",
)  # fmt: skip


def hand_over(gone: Learner, kept: Learner, *, stays: list[int]) -> dict[str, list[int]]:
    """Move the rows of `gone` to `kept`, but for places whose id is in `stays`; returns the ids of those moved.

    What `kept` has already, such as the same need, stays where it is.
    """
    wishes = gone.graduation_wishes.exclude(term__in=kept.graduation_wishes.values("term"))
    kinds = [kind for kind in kept.needs.values_list("kind", flat=True) if kind]
    return {
        "enrolments": _move(gone.enrolments.exclude(pk__in=stays), kept),
        "needs": _move(gone.needs.exclude(kind__in=kinds), kept),
        "graduation_wishes": _move(wishes, kept),
        "no_reminders": [] if hasattr(kept, "no_reminders") else _move(_rows(gone, "no_reminders"), kept),
        "call_tries": _move_call_tries(gone, kept),
        "replies": _move(gone.replies.all(), kept),
        "supports": _move(gone.supports.exclude(user__in=_acting_for(kept)), kept),
        "guardians": _move(gone.guardians.filter(**_ended_only(kept)), kept),
        "notes": _move(gone.notes.all(), kept),
        "welcome_talks": _move_talks(gone, kept),
        "messages_about": _readdress(Message.objects.filter(about=gone.code), about=kept.code),
        "messages_to": _readdress(Message.objects.filter(to_user=gone.user), to_user=kept.user) if gone.user else [],
    }


def give_back(kept: Learner, gone: Learner, moved: dict[str, list[int]]) -> None:
    """Move the rows back that `hand_over` moved, as far as they are still there."""
    for name in ROWS:
        _move(_rows(kept, name).filter(pk__in=moved.get(name, [])), gone)
    _readdress(Message.objects.filter(pk__in=moved["messages_about"]), about=gone.code)
    _readdress(Message.objects.filter(pk__in=moved["messages_to"]), to_user=gone.user)


def fills_in(kept: Learner, gone: Learner) -> dict[str, Any]:
    """What `kept` would take from `gone`, by the name of the field."""
    taken = {name: getattr(gone, name) for name in FILLED_IN if not getattr(kept, name) and getattr(gone, name)}
    if (both := _both(kept.capacities, gone.capacities)) != kept.capacities:
        taken["capacities"] = both
    if gone.agreement_version > kept.agreement_version:
        taken |= {"agreement_version": gone.agreement_version, "agreed_at": gone.agreed_at}
    if gone.age_confirmed and not kept.age_confirmed:
        taken["age_confirmed"] = True
    if gone.joined_at < kept.joined_at:
        taken["joined_at"] = gone.joined_at
    return taken


def _acting_for(learner: Learner) -> QuerySet:
    """Whoever acts for `learner` already, and the learner."""
    live = learner.supports.filter(ended_at=None).values("user")
    return User.objects.filter(Q(pk__in=live) | Q(pk=learner.user_id)).values("pk")


def _ended_only(learner: Learner) -> dict[str, bool]:
    """One person has one guardian at a time: where `learner` has theirs, only those of before come over."""
    return {"ended_at__isnull": False} if learner.guardian else {}


def _both(mine: list[str], theirs: list[str]) -> list[str]:
    return [*mine, *(each for each in theirs if each not in mine)]


def _rows(learner: Learner, name: str) -> QuerySet:
    field = Learner._meta.get_field(name)
    return field.related_model._default_manager.filter(**{field.field.name: learner})


def _move(rows: QuerySet, to: Learner) -> list[int]:
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=ids).update(learner=to)
    return ids


def _move_call_tries(gone: Learner, kept: Learner) -> list[int]:
    """They are counted: those of `gone` are counted on after those of `kept`."""
    most = kept.call_tries.aggregate(most=Max("number"))["most"] or 0
    gone.call_tries.update(number=F("number") + most)
    return _move(gone.call_tries.all(), kept)


def _move_talks(gone: Learner, kept: Learner) -> list[int]:
    """One person has one talk to come: where both had a time, that of `gone` is free again."""
    if kept.welcome_talks.open().exists():
        gone.welcome_talks.open().update(learner=None)
    return _move(gone.welcome_talks.all(), kept)


def _readdress(messages: QuerySet[Message], **to) -> list[int]:
    ids = list(messages.order_by("pk").values_list("pk", flat=True))
    Message.objects.filter(pk__in=ids).update(**to)
    return ids


def fill_in(kept: Learner, gone: Learner) -> dict[str, Any]:
    """Take what `kept` lacks; returns what it said before, as JSON can hold it."""
    taken = fills_in(kept, gone)
    before = {name: getattr(kept, name) for name in taken}
    for name, value in taken.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(taken))
    return {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in before.items()}


def empty_again(kept: Learner, gone: Learner, before: dict[str, Any]) -> None:
    """What was filled in goes, unless somebody has changed it since."""
    taken = {name: getattr(gone, name) for name in before}
    if "capacities" in before:
        taken["capacities"] = _both(before["capacities"], gone.capacities)
    untouched = [name for name in before if getattr(kept, name) == taken[name]]
    for name in untouched:
        setattr(kept, name, Learner._meta.get_field(name).to_python(before[name]))
    kept.save(update_fields=untouched)
