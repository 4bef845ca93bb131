"""What a person decides about a certificate, and what the register then leaves alone."""

import pytest

from college.models import Message
from enrolment.certificates.actions import settle_run
from enrolment.certificates.by_hand import (
    NeverCame,
    NotOver,
    ReasonMissing,
    Replaced,
    give,
    put_words_right,
    take_back_for,
)
from enrolment.certificates.queries import certificates_of, chain_of, confirmed_by, lines_of_run
from enrolment.models import Certificate
from tests.enrolment.certificates.rows import NOW, correct, place, taught_run, teach
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


def held_by(enrolment) -> Certificate:
    return certificates_of(enrolment.learner).get()


def told(enrolment) -> int:
    return Message.objects.filter(key__startswith="certificate:", to_address=enrolment.learner.email).count()


def test_one_is_given_to_someone_who_came_less_often_than_the_rule_asks(by):
    run = taught_run()
    once = place(run)
    teach(run, {once: "p---"})
    given = give(enrolment=once, reason="could_not_come", by=by, now=NOW)
    assert give(enrolment=once, reason="could_not_come", by=by, now=NOW) == given == held_by(once)
    once.refresh_from_db()
    assert once.status == "completed"
    assert (given.sessions_attended, given.sessions_held) == (1, 4)
    assert told(once) == 1
    assert [(event.by, event.reason) for event in chain_of(given)] == [(by, "could_not_come")]


def test_a_correction_of_the_register_corrects_it_and_leaves_it_theirs(by):
    run = taught_run()
    once = place(run)
    teach(run, {once: "p---"})
    first = give(enrolment=once, reason="mark_missing", by=by, now=NOW)
    settle_run(run=run, by=None, now=NOW)
    assert held_by(once) == first
    correct(run, once, 1, "p")
    assert (held_by(once).sessions_attended, held_by(once).given_by_hand) == (2, True)
    correct(run, once, 0, "-")
    correct(run, once, 1, "-")
    once.refresh_from_db()
    assert (once.status, certificates_of(once.learner).count()) == ("not_completed", 0)


def test_it_says_why_one_cannot_be_given(by):
    run = taught_run()
    never, once = place(run), place(run)
    teach(run, {never: "aaaa", once: "p---"}, close=False)
    with pytest.raises(NotOver, match="not closed yet"):
        give(enrolment=once, reason="could_not_come", by=by, now=NOW)
    teach(run, {})
    with pytest.raises(NeverCame, match="letter"):
        give(enrolment=never, reason="could_not_come", by=by, now=NOW)
    with pytest.raises(ReasonMissing):
        give(enrolment=once, reason="because", by=by, now=NOW)
    assert not Certificate.objects.exists()


def test_words_put_right_make_the_old_code_a_stranger(by):
    run = taught_run()
    learner = place(run, name="Zofia Laska")
    teach(run, {learner: "pppp"})
    old = held_by(learner)
    right = {"name": "Zofia Łaska", "title": "A course on living well"}
    new = put_words_right(certificate=old, by=by, now=NOW, **right)
    assert put_words_right(certificate=old, by=by, now=NOW, **right) == new == held_by(learner)
    assert confirmed_by(old.code) is None and confirmed_by(new.code) == new
    assert new.words == old.words | right
    assert told(learner) == 2
    with pytest.raises(Replaced, match="replaced meanwhile"):
        put_words_right(certificate=old, name="Somebody", title="Else", by=by, now=NOW)
    correct(run, learner, 3, "-")
    assert held_by(learner).words["title"] == right["title"]


def test_what_was_taken_back_by_hand_stays_so_whatever_the_register_says(by):
    run = taught_run()
    learner = place(run)
    teach(run, {learner: "pppp"})
    certificate = held_by(learner)
    for _twice in range(2):
        take_back_for(certificate=certificate, reason="asked_for_it", by=by, now=NOW)
    correct(run, learner, 3, "-")
    settle_run(run=run, by=None, now=NOW)
    assert confirmed_by(certificate.code) is None
    assert not certificates_of(learner.learner).exists()
    assert [event.reason for event in chain_of(certificate)] == ["asked_for_it", ""]
    learner.refresh_from_db()
    assert learner.status == "completed"
    assert give(enrolment=learner, reason="learnt_elsewhere", by=by, now=NOW) == held_by(learner)
    with pytest.raises(Replaced):
        take_back_for(certificate=certificate, reason="asked_for_it", by=by, now=NOW)


def test_a_runs_lines_say_who_has_one_and_who_could(by, django_assert_num_queries):
    run = taught_run()
    came, once, never = place(run, name="Ada"), place(run, name="Bo"), place(run, name="Cy")
    teach(run, {came: "pppp", once: "p---", never: "aaaa"})
    with django_assert_num_queries(4):
        lines = lines_of_run(run)
    assert [line.enrolment for line in lines] == [came, once, never]
    assert [bool(line.certificate) for line in lines] == [True, False, False]
    assert [line.may_be_given for line in lines] == [False, True, False]
