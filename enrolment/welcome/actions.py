"""Verbs on the diary of welcome talks: times are opened, one person has each, and somebody says how it went.

Whoever takes a time locks the learner, then the time, so two people never have one talk.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import User, Wording
from college.refusals import Refusal
from courses.models import Locality, Venue
from enrolment.learners.actions import refuse_merged
from enrolment.learners.models import Learner
from enrolment.messages.actions import write_to
from enrolment.places import welcome as places
from enrolment.welcome.models import WelcomeTalk
from enrolment.welcome.queries import has_place_kept, is_wanted
from enrolment.welcome.words import BOOKED, MISSED, NEEDLESS, SUBJECT, lazy_when, lazy_where

Outcome = WelcomeTalk.Outcome


class InThePast(Refusal):
    sentence = _("This time is over already. Choose one that is still to come.")


class Taken(Refusal):
    sentence = _("Somebody else has taken this time just now. Please choose another.")


class IsBooked(Refusal):
    sentence = _("Somebody has this time. Find another time for them first.")


class NothingKept(Refusal):
    sentence = _("No talk is needed any more: no place is kept until there is one.")


class NotYet(Refusal):
    sentence = _("This talk has not begun yet.")


class SaidAlready(Refusal):
    sentence = _("Somebody has said already how this talk went, or it was given to somebody else.")


@transaction.atomic
def open_times(
    *, locality: Locality, venue: Venue | None, host: str, starts: Iterable[dt.datetime], minutes: int, by: User,
    now: dt.datetime,
) -> list[WelcomeTalk]:  # fmt: skip
    """Free times for talks of `minutes` with `host`, at `venue` or by telephone. The same time twice is one.

    `starts`: aware. Gives back those that are new. Refuses InThePast.
    """
    starts = list(starts)
    if any(each <= now for each in starts):
        raise InThePast
    facts = {"venue": venue, "minutes": minutes, "by": by, "at": now}
    made = [
        WelcomeTalk.objects.get_or_create(locality=locality, host=host.strip(), starts_at=each, defaults=facts)
        for each in starts
    ]
    return [talk for talk, is_new in made if is_new]


@transaction.atomic
def close_time(*, talk: WelcomeTalk, by: User, now: dt.datetime) -> None:
    """A free time goes from the diary. Twice is once. Refuses IsBooked."""
    found = WelcomeTalk.objects.select_for_update().filter(pk=talk.pk).first()
    if found and found.learner_id:
        raise IsBooked
    if found:
        found.delete()


@transaction.atomic
def book_talk(*, talk: WelcomeTalk, learner: Learner, by: User | None, now: dt.datetime) -> WelcomeTalk:
    """`learner` has this time, and is told; another that they had is free again. Twice is once.

    Refuses Taken, InThePast, and NothingKept where no place is kept for them.
    """
    learner, talk = _locked(learner, talk)
    if talk.learner_id == learner.pk and not talk.outcome:
        return talk
    if talk.learner_id:
        raise Taken
    if talk.starts_at <= now:
        raise InThePast
    if not is_wanted(learner):
        raise NothingKept
    _free(learner, by, now)
    talk.learner, talk.by, talk.at = learner, by, now
    talk.save(update_fields=["learner", "by", "at"])
    _tell(talk, learner, BOOKED, now)
    return talk


@transaction.atomic
def give_time_back(*, learner: Learner, by: User | None, now: dt.datetime) -> None:
    """`learner` can't come to the talk that they have: the time is free again, the place stays kept. Twice is once."""
    _free(Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk), by, now)


@transaction.atomic
def call_talk_off(*, talk: WelcomeTalk, now: dt.datetime) -> bool:
    """No place is kept for whoever has this talk, which is still to come: the time is free, and they are told.

    Whether it was so; safe twice, late, at once. Where they asked for another place in this very moment, the talk
    stays, or they choose a time again.
    """
    if talk.learner is None:
        return False
    learner, fresh = _locked(talk.learner, talk)
    if fresh.learner_id != learner.pk or fresh.outcome or fresh.starts_at <= now or has_place_kept(learner):
        return False
    fresh.learner, fresh.by, fresh.at = None, None, now
    fresh.save(update_fields=["learner", "by", "at"])
    _tell(fresh, learner, NEEDLESS, now)
    return True


@transaction.atomic
def talk_was_had(*, learner: Learner, by: User, now: dt.datetime) -> Learner:
    """Somebody has talked with `learner`, just now or as booked: what was kept for them is theirs. Twice is once."""
    learner = places.welcome(learner=learner, by=by, now=now)
    learner.welcome_talks.open().update(outcome=Outcome.DONE, by=by, at=now)
    return learner


@transaction.atomic
def note_missed(*, talk: WelcomeTalk, by: User, now: dt.datetime) -> WelcomeTalk:
    """Nobody came, or answered: they are told kindly, and their place stays kept. Twice is once.

    Refuses NotYet before it has begun, and SaidAlready.
    """
    if talk.learner is None:
        raise SaidAlready
    learner, fresh = _locked(talk.learner, talk)
    if fresh.outcome == Outcome.MISSED:
        return fresh
    if fresh.outcome or fresh.learner_id != talk.learner_id:
        raise SaidAlready
    if fresh.starts_at > now:
        raise NotYet
    fresh.outcome, fresh.by, fresh.at = Outcome.MISSED, by, now
    fresh.save(update_fields=["outcome", "by", "at"])
    _tell(fresh, learner, MISSED, now)
    return fresh


def _locked(learner: Learner, talk: WelcomeTalk) -> tuple[Learner, WelcomeTalk]:
    rows = Learner.objects.select_for_update(of=("self",)).select_related("user")
    learner = refuse_merged(rows.get(pk=learner.pk))
    talk = WelcomeTalk.objects.select_for_update(of=("self",)).select_related("venue").get(pk=talk.pk)
    return learner, talk


def _free(learner: Learner, by: User | None, now: dt.datetime) -> None:
    learner.welcome_talks.open().update(learner=None, by=by, at=now)


def _tell(talk: WelcomeTalk, learner: Learner, words, now: dt.datetime) -> None:
    write_to(
        learner=learner,
        key=f"talk:{talk.code}:{learner.code}:{now.isoformat()}",
        subject=SUBJECT,
        text=words,
        now=now,
        when=lazy_when(talk),
        where=lazy_where(talk),
        host=talk.host,
        address=f"{settings.BASE_URL}/my/talk/",
        phone=Wording.current().help_phone,
    )
