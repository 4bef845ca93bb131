"""What somebody told the college, changed; what helps, said anew without losing what was arranged."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from enrolment.learners.actions import CantBeReached
from enrolment.learners.details import UnknownHelp, change_details, say_needs
from enrolment.learners.queries import asks_again
from tests.factories import LearnerFactory, TermFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def change(learner, **given):
    return change_details(learner=learner, given=given, by=learner.user, now=NOW)


def say(learner, *kinds, words="", now=NOW):
    return say_needs(learner=learner, kinds=kinds, words=words, by=learner.user, now=now)


def test_a_new_address_is_written_to_and_the_old_one_is_told_in_words_that_name_nobody():
    learner = LearnerFactory(email="old@example.org", name="Bronwen")
    change(learner, email="New@Example.org")
    change(learner, email="new@example.org")
    learner.refresh_from_db()
    assert learner.email == "new@example.org"
    told = Message.objects.get()
    assert told.to_address == "old@example.org"
    assert "Bronwen" not in told.text and "new@example.org" not in told.text


def test_with_which_address_somebody_signs_in_stays_as_it_was():
    learner = LearnerFactory(email="old@example.org")
    change(learner, email="new@example.org")
    learner.user.refresh_from_db()
    assert learner.user.email == "old@example.org"


def test_the_way_to_reach_somebody_is_never_lost():
    learner = LearnerFactory()
    with pytest.raises(CantBeReached):
        change(learner, email="")
    learner.refresh_from_db()
    assert learner.email


def test_nobody_changes_what_is_not_theirs_to_change():
    with pytest.raises(ValueError, match="age_confirmed"):
        change(LearnerFactory(), age_confirmed=True)


def test_what_was_arranged_stays_when_more_is_asked_for():
    learner = LearnerFactory()
    say(learner, "breaks")
    learner.needs.update(status="arranged", action="A break every half hour")
    say(learner, "breaks", "large_print", words="A chair with arms")
    say(learner, "breaks", "large_print", words="A chair with arms")
    rows = {need.kind or need.own_words: need.status for need in learner.needs.all()}
    assert rows == {"breaks": "arranged", "large_print": "to_arrange", "A chair with arms": "to_arrange"}


def test_what_is_no_longer_asked_for_goes_but_the_office_hears_what_it_must_undo():
    learner = LearnerFactory()
    say(learner, "bsl_interpreter", "breaks")
    learner.needs.filter(kind="bsl_interpreter").update(status="arranged")
    say(learner)
    assert [(need.kind, need.status) for need in learner.needs.all()] == [("bsl_interpreter", "no_longer")]
    assert not learner.needs.get().is_for_trainers
    say(learner, "bsl_interpreter")
    assert learner.needs.get().status == "to_arrange"


def test_a_tick_that_is_not_on_the_list_changes_nothing():
    learner = LearnerFactory()
    say(learner, "breaks")
    with pytest.raises(UnknownHelp):
        say(learner, "diagnosis")
    assert [need.kind for need in learner.needs.all()] == ["breaks"]


def test_still_right_is_asked_once_a_term_and_of_nobody_who_asked_for_nothing():
    today = timezone.localdate()
    learner, quiet = LearnerFactory(), LearnerFactory()
    for each in (learner, quiet):
        each.joined_at = NOW - dt.timedelta(days=100)
        each.save()
    learner.needs.create(kind="breaks")
    TermFactory(starts_on=today - dt.timedelta(days=3))
    assert asks_again(learner, today=today) and not asks_again(quiet, today=today)
    assert not asks_again(learner, today=today - dt.timedelta(days=4))
    learner = say(learner, "breaks")
    assert not asks_again(learner, today=today)


def test_sign_in_codes_are_texted_to_the_number_that_is_theirs_now():
    learner = LearnerFactory(by_telephone=True, phone="07700 900 345")
    learner = change(learner, route="text")
    assert learner.user.mobile == "07700 900 345"
    learner = change(
        learner, route="letter", address="3 Quay Street"
    )  # letters from now on; the codes still reach them
    assert learner.user.mobile == "07700 900 345"
    learner = change(learner, phone="07700 900 999")  # nobody has asked for texts to this one
    assert learner.user.mobile == ""
