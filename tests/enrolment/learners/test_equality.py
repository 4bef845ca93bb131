"""Equality answers are counted and kept with nobody: nothing stored, shown or timed leads from one to a person."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from courses.models import Term
from enrolment.learners.equality.actions import NothingAsked, UnknownAnswer, count_answers, decline_questions
from enrolment.learners.equality.queries import counts_of, is_to_be_asked
from enrolment.learners.equality.questions import QUESTIONS, RATHER_NOT
from enrolment.models import EqualityCount, Learner
from tests.factories import LearnerFactory, TermFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
ONE = {"sex": "female", "religion": "sikh", "ethnic": "indian", "age": "18_24"}
OTHER = {"sex": "male", "religion": RATHER_NOT, "orientation": "gay"}


@pytest.fixture
def term():
    today = timezone.localdate()
    return TermFactory(starts_on=today - dt.timedelta(days=1), ends_on=today + dt.timedelta(days=60))


def answer(learner, answers, now=None):
    count_answers(learner=learner, answers=answers, by=learner.user, now=now or timezone.now())


def stored() -> dict[str, list]:
    """Every row of every table of ours but the numbers themselves."""
    ours = [model for app in ("college", "courses", "enrolment") for model in apps.get_app_config(app).get_models()]
    return {m._meta.label: list(m.objects.order_by("pk").values()) for m in ours if m is not EqualityCount}


def written_by(learner, act) -> dict:
    """What `act` left behind besides the numbers, without whose it is."""
    before = stored()
    act()
    changed = {label: rows for label, rows in stored().items() if rows != before[label]}
    assert changed.keys() == {"enrolment.Learner"}
    was = next(row for row in before["enrolment.Learner"] if row["id"] == learner.pk)
    now = next(row for row in changed["enrolment.Learner"] if row["id"] == learner.pk)
    return {name: value for name, value in now.items() if value != was[name]}


def test_whatever_is_answered_the_same_is_kept_of_the_person(term):
    """Answering this, answering that and declining leave the same trace: the term, no hour, no row of their own."""
    one, other, third = LearnerFactory(), LearnerFactory(), LearnerFactory()
    now = timezone.now()
    left = [
        written_by(one, lambda: answer(one, ONE)),
        written_by(other, lambda: answer(other, OTHER)),
        written_by(third, lambda: decline_questions(learner=third, by=third.user, now=now)),
    ]
    assert left == [{"equality_asked_in_id": term.pk}] * 3


def test_no_join_leads_from_the_numbers_to_anyone(term):
    """Only the term is named, no row of the numbers is made by an answer, and none tells when or in which order."""
    assert {f.related_model for f in EqualityCount._meta.get_fields() if f.is_relation} == {Term}
    assert not [f for f in EqualityCount._meta.get_fields() if "Date" in type(f).__name__ or "Time" in type(f).__name__]
    pointing = [f for m in apps.get_models() for f in m._meta.get_fields() if f.related_model is EqualityCount]
    assert pointing == []
    answer(LearnerFactory(), ONE)
    rows = list(EqualityCount.objects.order_by("pk").values_list("pk", "question", "answer"))
    answer(LearnerFactory(), OTHER)
    assert list(EqualityCount.objects.order_by("pk").values_list("pk", "question", "answer")) == rows


def test_not_even_the_database_s_own_marks_tell_which_number_rose(term):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no mark of who wrote a row last")
    answer(LearnerFactory(), ONE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text), count(DISTINCT cmin::text) FROM enrolment_equalitycount")
        assert cursor.fetchone() == (1, 1)


def test_every_question_counts_one_and_sent_again_it_counts_no_more(term):
    learner = LearnerFactory()
    for answers in (ONE, ONE, OTHER):
        answer(learner, answers)
    decline_questions(learner=learner, by=learner.user, now=timezone.now())
    counts = {key: count for key, count in counts_of(term).items() if count}
    given = {("sex", "female"), ("religion", "sikh"), ("ethnic", "indian"), ("age", "18_24")}
    assert counts == dict.fromkeys(given | {(q, "not_answered") for q in QUESTIONS if q not in ONE}, 1)


def test_rather_not_say_is_offered_everywhere_and_is_not_the_same_as_nothing(client, term):
    learner = LearnerFactory()
    client.force_login(learner.user)
    page = client.get("/my/equality/").content.decode()
    assert page.count("Rather not say") == len(QUESTIONS)
    client.post("/my/equality/", {"sex": RATHER_NOT})
    assert counts_of(term)["sex", RATHER_NOT] == counts_of(term)["religion", "not_answered"] == 1


def test_asked_once_a_term_and_again_the_next(client, term):
    learner = LearnerFactory()
    client.force_login(learner.user)
    assert "/my/equality/" in client.get("/my/").content.decode()
    assert "We don&#x27;t ask again" in client.post("/my/equality/", {"press": "decline"}, follow=True).content.decode()
    assert "/my/equality/" not in client.get("/my/").content.decode()
    assert "<form" not in client.get("/my/equality/").content.decode().split("<main")[1].split("</main")[0]
    learner.refresh_from_db()
    later = term.ends_on + dt.timedelta(days=20)
    TermFactory(starts_on=later, ends_on=later + dt.timedelta(days=60))
    assert is_to_be_asked(learner, today=later)


def test_what_is_not_on_the_list_is_refused_and_nothing_is_asked_without_a_term(term):
    learner = LearnerFactory()
    for answers in ({"sex": "robot"}, {"diagnosis": "yes"}):
        with pytest.raises(UnknownAnswer):
            answer(learner, answers)
    assert Learner.objects.get(pk=learner.pk).equality_asked_in is None
    with pytest.raises(NothingAsked):
        answer(learner, ONE, now=timezone.now() + dt.timedelta(days=900))
    set_policy(unasked=["equality"])
    with pytest.raises(NothingAsked):
        answer(learner, ONE)


# The numbers leave the house hidden and rounded ---------------------------------------------------


def fill(term, people: int, few: int) -> None:
    """`people` answered in `term`, `few` of them that they are Sikh."""
    answer(LearnerFactory(), {})
    EqualityCount.objects.filter(term=term).update(count=0)
    EqualityCount.objects.filter(term=term, question="age", answer="18_24").update(count=people)
    EqualityCount.objects.filter(term=term, question="religion", answer="sikh").update(count=few)
    EqualityCount.objects.filter(term=term, question="religion", answer="none").update(count=people - few)


def close(term) -> None:
    Term.objects.filter(pk=term.pk).update(
        starts_on=timezone.localdate() - dt.timedelta(days=90), ends_on=timezone.localdate() - dt.timedelta(days=1)
    )


def test_small_numbers_are_hidden_others_rounded_and_a_running_term_shows_none(signed_in, term):
    fill(term, people=23, few=7)
    client = signed_in(UserFactory(role="analyst"))
    assert "No numbers yet" in client.get("/office/whom-we-reach/").content.decode()
    assert client.get(f"/office/whom-we-reach/?term={term.slug}").status_code == 404
    close(term)
    page = client.get("/office/whom-we-reach/").content.decode()
    assert "People who answered: 25." in page
    religion = page[page.index("What is your religion?") : page.index("What is your ethnic group?")]
    assert ">*<" in religion and ">15<" in religion and ">7<" not in religion and ">16<" not in religion


def test_a_term_in_which_few_answered_shows_nothing(signed_in, term):
    fill(term, people=7, few=7)
    close(term)
    page = signed_in(UserFactory(role="analyst")).get("/office/whom-we-reach/").content.decode()
    assert "Too few to show" in page and "Sikh" not in page


@pytest.mark.parametrize("role", ["coordinator", "manager", "trainer", "data_protection", "administrator"])
def test_nobody_else_sees_even_the_numbers(signed_in, role):
    assert signed_in(UserFactory(role=role)).get("/office/whom-we-reach/").status_code == 404
