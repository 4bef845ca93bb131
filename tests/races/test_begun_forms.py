"""A form begun online is sent by its person in the moment in which the office finishes it for them."""

from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from enrolment.learners.answers import Answers
from enrolment.learners.drafts import DoneAlready, start_draft
from enrolment.models import Enrolment, Learner, ReferralDraft
from enrolment.my import actions as own
from enrolment.office.actions import booking
from tests.factories import RunFactory, UserFactory
from tests.races.rush import all_at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)

ANSWERS = Answers(name="Sam", route="text", phone="07700 900 123", old_enough=True, agreement_version=1)


@pytest.fixture
def both():
    """Two who finish one form: the person on the run they chose, the office on another that they said by telephone."""
    now, run, by = timezone.now(), RunFactory(), UserFactory()
    draft = start_draft(run=RunFactory(), answers=ANSWERS, now=now)
    book = partial(booking.book_newcomer, answers=ANSWERS, run=run, by=by, now=now)
    return [
        partial(own.refer_yourself, draft=draft, account=None, now=now),
        partial(booking.finish_form, begun=draft.code, run=run, book=book, now=now),
    ]


def finished(both) -> None:
    def one(finish):
        try:
            return finish()
        except DoneAlready:
            return None

    all_at_once(one, both)


def test_it_is_one_person_with_one_place(both):
    finished(both)
    assert Learner.objects.count() == 1
    assert ReferralDraft.objects.get().enrolment_code == Enrolment.objects.get().code


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time, lock or no lock")
def test_without_the_lock_on_the_form_it_is_two_and_it_is_seen(both, monkeypatch):
    monkeypatch.setattr(ReferralDraft.objects, "select_for_update", lambda **_which: ReferralDraft.objects.all())
    meeting(monkeypatch, (own, "register_learner"), (booking, "register_learner"), number=2)
    finished(both)
    assert Learner.objects.count() == Enrolment.objects.count() == 2
