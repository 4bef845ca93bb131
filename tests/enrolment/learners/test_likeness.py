"""Records that may be of one person are found by telephone, e-mail and spelling; a first name alone says nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enrolment.learners.likeness import likenesses, what_is_alike
from enrolment.models import Learner
from enrolment.office.actions.merging import keep_apart
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, str, tuple[str, ...]]]:
    return [(pair.one.name, pair.other.name, pair.same) for pair in likenesses(Learner.objects.all())]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Catherine Smith", "Katherine Smith"),
        ("Zofia Łaska", "Zofia Laska"),
        ("Siân Lloyd", "Sian Lloyd"),
        ("Jon Smith", "John Smith"),
        ("Lloyd, Sian", "Sian Lloyd"),
        ("Mohammed Al-Hassan", "Mohamed al Hassan"),
    ],
)
def test_names_spelled_alike(one, other):
    LearnerFactory(name=one)
    LearnerFactory(name=other)
    assert len(found()) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Sam", "Sam"), ("John Smith", "Mary Smith"), ("John Smith", "John Grey"), ("李", "李")]
)
def test_names_that_say_nothing(one, other):
    LearnerFactory(name=one)
    LearnerFactory(name=other)
    assert found() == []


def test_telephone_and_e_mail_however_they_are_written():
    LearnerFactory(name="Sam", phone="07700 900 123", email="sam@example.org")
    LearnerFactory(name="Kim", phone="+44 7700 900123", email="kim@example.org")
    LearnerFactory(name="Ali", email="SAM@example.org", user=None)
    assert found() == [
        ("Sam", "Kim", ("the same telephone",)),
        ("Sam", "Ali", ("the same e-mail address",)),
    ]


def test_the_likeliest_come_first_and_those_said_to_be_two_do_not_come():
    LearnerFactory(name="Jo Smith")
    LearnerFactory(name="Jo Smith")
    one, other = (LearnerFactory(name="Abe Stone", phone="0113 496 0000") for _ in range(2))
    assert [pair[0] for pair in found()] == ["Abe Stone", "Jo Smith"]
    keep_apart(one=other, other=one, by=UserFactory(), now=timezone.now())
    keep_apart(one=one, other=other, by=UserFactory(), now=timezone.now())
    assert [pair[0] for pair in found()] == ["Jo Smith"]


def test_what_is_empty_is_not_the_same():
    assert what_is_alike(Learner(name="Sam"), Learner(name="Kim")) == ()


def test_two_questions_for_any_number():
    for number in range(9):
        LearnerFactory(name=f"Jo Smith {number}", phone="0113 496 0000")
    with CaptureQueriesContext(connection) as asked:
        assert len(found()) == 36
    assert len(asked) == 2
