"""Joining once: what is needed, one account a mailbox, and records that staff open on the record."""

import pytest
from django.db import connection
from django.http import Http404
from django.utils import timezone

from college.models import RecordOpening, User
from enrolment.learners.actions import (
    CantBeReached,
    NoName,
    NotAgreed,
    TooYoung,
    account_of,
    agree,
    register_learner,
)
from enrolment.learners.answers import Answers
from enrolment.learners.drafts import save_answers, start_draft
from enrolment.learners.permissions import learners_for, open_record
from enrolment.learners.queries import learner_of, named_like, open_draft
from enrolment.models import Learner
from tests.factories import EnrolmentFactory, LearnerFactory, LocalityFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db


def join(account=None, **answers) -> Learner:
    given = {"name": "Sam", "route": "email", "email": "sam@example.org", "old_enough": True, "agreement_version": 1}
    return register_learner(answers=Answers(**given | answers), by=None, now=timezone.now(), account=account)


def test_a_learner_needs_a_name_a_way_the_age_and_the_agreement_and_nothing_else():
    learner = join()
    assert (learner.name, learner.user.email, learner.agreement_version) == ("Sam", "sam@example.org", 1)
    assert learner.full_name == learner.phone == learner.address == ""
    assert not learner.needs.exists()


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"name": "  "}, NoName),
        ({"route": ""}, CantBeReached),
        ({"route": "pigeon"}, CantBeReached),
        ({"route": "text"}, CantBeReached),
        ({"route": "letter"}, CantBeReached),
        ({"old_enough": False}, TooYoung),
        ({"agreement_version": 0}, NotAgreed),
    ],
)
def test_what_is_missing_is_said_in_a_sentence_and_nothing_is_kept(answers, refusal):
    with pytest.raises(refusal) as said:
        join(**answers)
    assert str(said.value).endswith(".")
    assert not Learner.objects.exists() and not User.objects.exists()


def test_the_second_learner_of_a_mailbox_signs_in_without_it():
    first, second = join(), join(email="SAM@example.org ", name="Kim")
    assert first.user.email == "sam@example.org"
    assert second.user.email is None
    assert second.email == "sam@example.org"


def test_the_account_of_a_trainer_becomes_the_learners_where_the_mailbox_is_theirs():
    user = UserFactory(email="sam@example.org", role="trainer")
    assert join(account=user).user == user
    assert join(account=user).user.email is None
    assert join(account=UserFactory(email="other@example.org"), email="new@example.org").user.email == "new@example.org"


def test_someone_without_email_joins_and_gets_an_account():
    learner = join(route="text", email="", phone="07700 900 123")
    assert (learner.user.email, learner.user.mobile) == (None, "07700 900 123")
    bare = LearnerFactory(user=None)
    assert account_of(learner=bare, by=None, now=timezone.now()) == account_of(
        learner=bare, by=None, now=timezone.now()
    )


def test_own_words_about_needs_are_sealed_in_the_database():
    learner = join(needs=["breaks"], needs_words="I panic in crowds")
    assert {need.own_words for need in learner.needs.all()} == {"", "I panic in crowds"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT own_words FROM enrolment_need")
        assert all("panic" not in words for (words,) in cursor.fetchall())


def test_an_unfinished_form_is_sealed_comes_back_by_its_code_and_ends():
    now, run = timezone.now(), RunFactory()
    draft = start_draft(run=run, answers=Answers(name="Sam"), now=now)
    save_answers(draft=draft, given={"email": "sam@example.org"}, now=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM enrolment_referraldraft")
        assert "sam@" not in cursor.fetchone()[0]
    kept = open_draft(run_code=run.code, code=draft.code, now=now)
    assert Answers.from_json(kept.answers) == Answers(name="Sam", email="sam@example.org")
    assert open_draft(run_code=RunFactory().code, code=draft.code, now=now) is None
    set_policy(draft_hours=2)
    assert open_draft(run_code=run.code, code=draft.code, now=now + timezone.timedelta(hours=1, minutes=59))
    assert open_draft(run_code=run.code, code=draft.code, now=now + timezone.timedelta(hours=2)) is None


def test_answers_of_an_older_form_can_still_be_read():
    assert Answers.from_json('{"name": "Sam", "shoe_size": 9}') == Answers(name="Sam")


def test_agreeing_twice_is_agreeing_once():
    learner = LearnerFactory(agreement_version=0)
    first = agree(learner=learner, by=None, now=timezone.now()).agreed_at
    assert agree(learner=learner, by=None, now=timezone.now()).agreed_at == first


# Who may see whom ------------------------------------------------------------------------------


def test_staff_see_the_learners_of_their_localities_and_those_without_a_place():
    here, there = LocalityFactory(), LocalityFactory()
    ours = EnrolmentFactory(run=RunFactory(locality=here)).learner
    EnrolmentFactory(run=RunFactory(locality=here), learner=ours)
    theirs = EnrolmentFactory(run=RunFactory(locality=there)).learner
    placeless = LearnerFactory()
    coordinator = UserFactory(role="coordinator", role__locality=here)
    assert set(learners_for(coordinator)) == {ours, placeless}
    assert learners_for(coordinator).count() == 2
    assert set(learners_for(UserFactory(role="manager"))) == {ours, theirs, placeless}
    for kind in ("trainer", "administrator", "analyst", "board_reader", "partner"):
        assert not learners_for(UserFactory(role=kind)).exists()
    assert not learners_for(ours.user).exists()


def test_opening_a_record_is_written_down_before_it_is_shown():
    here = LocalityFactory()
    learner = EnrolmentFactory(run=RunFactory(locality=here)).learner
    coordinator = UserFactory(role="coordinator", role__locality=here)
    assert open_record(by=coordinator, code=learner.code, part="needs", now=timezone.now()) == learner
    opening = RecordOpening.objects.get()
    assert (opening.by, opening.learner_code, opening.part, opening.beyond_locality) == (
        coordinator, learner.code, "needs", False,
    )  # fmt: skip


def test_beyond_ones_localities_only_the_least_opens_and_that_is_written_down():
    learner = EnrolmentFactory().learner
    coordinator = UserFactory(role="coordinator", role__locality=LocalityFactory())
    with pytest.raises(Http404):
        open_record(by=coordinator, code=learner.code, part="needs", now=timezone.now())
    assert not RecordOpening.objects.exists()
    assert open_record(by=coordinator, code=learner.code, part="contact", now=timezone.now()) == learner
    assert RecordOpening.objects.get().beyond_locality


def test_those_without_the_right_open_nothing():
    learner = LearnerFactory()
    for who in (UserFactory(), UserFactory(role="trainer"), learner.user):
        with pytest.raises(Http404):
            open_record(by=who, code=learner.code, part="contact", now=timezone.now())
    assert not RecordOpening.objects.exists()


def test_learners_are_found_by_name_or_contact():
    sam = LearnerFactory(name="Sam", email="sam@example.org", phone="0113 496 0000")
    LearnerFactory(name="Kim", email="kim@example.org")
    assert list(named_like(Learner.objects.all(), "sam")) == [sam]
    assert list(named_like(Learner.objects.all(), "0113")) == [sam]
    assert learner_of(sam.user) == sam
