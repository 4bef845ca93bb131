"""Dated notes on a person: who may read them, written and taken away."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.permissions import Permission, may
from enrolment.learners.actions import refuse_merged
from enrolment.learners.models import Learner, Note


class NothingWritten(Refusal):
    sentence = _("Write something, or go back.")


class NotYetThatDay(Refusal):
    sentence = _("That day is still to come. A note is about a day that has been, or today.")


class NotYours(Refusal):
    sentence = _("A note is taken away by whoever wrote it, or by a manager.")


def notes_for(user: User, learner: Learner) -> QuerySet[Note]:
    """The notes on `learner` that `user`, who has opened their record, may read; the latest day first."""
    notes = learner.notes.select_related("by")
    if may(user, Permission.READ_CLOSED_NOTES):
        return notes
    return notes.filter(Q(readers=Note.Readers.OFFICE) | Q(by=user))


def may_take_away(user: User, note: Note) -> bool:
    return note.by_id == user.pk or may(user, Permission.READ_CLOSED_NOTES)


@transaction.atomic
def write_note(*, learner: Learner, text: str, about_on: dt.date, readers: str, by: User, now: dt.datetime) -> Note:
    """Write down something about `learner`. Sent twice on one day it is one note.

    `about_on` is a local day, not after today; `readers` one of Note.Readers. The text is sealed.
    Refuses NothingWritten, NotYetThatDay, Merged.
    """
    text = text.strip()
    if not text:
        raise NothingWritten
    if about_on > timezone.localdate(now):
        raise NotYetThatDay
    # Locked, so that a form sent twice, and a merging, wait for each other.
    learner = refuse_merged(Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk))
    for note in learner.notes.filter(by=by, about_on=about_on, readers=readers):
        if note.text == text:
            return note
    return Note.objects.create(learner=learner, text=text, about_on=about_on, readers=readers, by=by, at=now)


@transaction.atomic
def take_away_note(*, note: Note, by: User, now: dt.datetime) -> None:
    """The note and its words are gone. Refuses NotYours."""
    if not may_take_away(by, note):
        raise NotYours
    Note.objects.filter(pk=note.pk).delete()
