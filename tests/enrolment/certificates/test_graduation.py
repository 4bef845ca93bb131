"""Who is named at the graduation, and how: as each says, and unsaid not at all."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from enrolment.certificates.by_hand import put_words_right
from enrolment.certificates.graduation import (
    NothingFinished,
    WishMissing,
    graduates_of,
    graduations_of,
    say_wish,
)
from enrolment.certificates.models import GraduationWish
from enrolment.certificates.pdf import graduation_list_pdf
from enrolment.certificates.queries import certificates_of
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.factories import LearnerFactory, UserFactory
from tests.pdf import words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    run = taught_run()
    names = ("Zofia Łaska", "Siân Lloyd", "Abe Stone", "Bo Lim")
    teach(run, {place(run, name=name): "pppp" if name != "Bo Lim" else "p---" for name in names})
    return run


def learner_called(run, name):
    return run.enrolments.get(learner__name=name).learner


def test_each_is_named_as_they_wish_and_unsaid_not_at_all(run):
    for name, wish in (("Zofia Łaska", "with_courses"), ("Siân Lloyd", "name_only"), ("Abe Stone", "not_named")):
        say_wish(learner=learner_called(run, name), term=run.term, wish=wish, by=None, now=NOW)
    other = taught_run(term=run.term)
    teach(other, {place(other, name="Cy Unsaid"): "pppp"})
    people = graduates_of(run.term, None)
    assert [each.name for each in people] == ["Abe Stone", "Cy Unsaid", "Siân Lloyd", "Zofia Łaska"]
    assert [each.name for each in people if each.is_named] == ["Siân Lloyd", "Zofia Łaska"]
    said = words_on(graduation_list_pdf(people, term=run.term, locality=None))
    assert "Zofia Łaska" in said and "Siân Lloyd" in said and said.count("Sleeping well") == 1
    assert "Abe" not in said and "Unsaid" not in said


def test_what_is_said_of_somebody_are_the_words_of_their_certificate(run):
    learner = learner_called(run, "Zofia Łaska")
    put_words_right(
        certificate=certificates_of(learner).get(), name="Zosia", title="A course on living well", by=None, now=NOW
    )
    say_wish(learner=learner, term=run.term, wish="with_courses", by=None, now=NOW)
    [named] = [each for each in graduates_of(run.term, run.locality) if each.is_named]
    assert (named.name, named.titles_said) == ("Zosia", ["A course on living well"])


def test_the_last_word_counts_and_who_was_told_is_kept(run):
    learner, staff = learner_called(run, "Abe Stone"), UserFactory()
    say_wish(learner=learner, term=run.term, wish="with_courses", by=learner.user, now=NOW)
    say_wish(learner=learner, term=run.term, wish="not_named", by=staff, now=NOW)
    said = GraduationWish.objects.get()
    assert (said.wish, said.by) == ("not_named", staff)
    assert graduations_of(learner, now=NOW) == [(run.term, said)]
    assert graduations_of(learner, now=NOW + dt.timedelta(days=366)) == []


def test_only_who_finished_is_asked(run):
    with pytest.raises(NothingFinished):
        say_wish(learner=learner_called(run, "Bo Lim"), term=run.term, wish="name_only", by=None, now=NOW)
    with pytest.raises(WishMissing):
        say_wish(learner=learner_called(run, "Abe Stone"), term=run.term, wish="", by=None, now=NOW)


def test_the_database_keeps_one_wish_that_is_known(run):
    fields = {"learner": LearnerFactory(), "term": run.term, "said_at": NOW}
    GraduationWish.objects.create(wish="name_only", **fields)
    for wrong in ({"wish": "not_named"}, {"wish": "loudly", "learner": LearnerFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GraduationWish.objects.bulk_create([GraduationWish(**fields | wrong)])


def test_a_learner_says_it_on_their_own_page(client, run):
    learner = learner_called(run, "Abe Stone")
    client.force_login(learner.user)
    now_finished = certificates_of(learner)
    now_finished.update(issued_at=dt.datetime.now(dt.UTC))
    assert "May we say your name at the graduation" in client.get("/my/").content.decode()
    address = f"/my/graduation/{run.term.slug}/"
    assert "Choose one of the three." in client.post(address, {}).content.decode()
    page = client.post(address, {"wish": "name_only"}, follow=True).content.decode()
    assert "Say my name only" in page
    client.force_login(learner_called(run, "Bo Lim").user)
    assert client.get(address).status_code == 404


def test_as_many_questions_for_twelve_as_for_three(run):
    many = taught_run()
    teach(many, {place(many): "pppp" for _ in range(12)})

    def queries(term) -> int:
        with CaptureQueriesContext(connection) as asked:
            [each.titles for each in graduates_of(term, None)]
        return len(asked)

    assert queries(many.term) == queries(run.term)
