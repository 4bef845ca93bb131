"""A letter that no font has is never left out of somebody's name: nothing is printed, and the office reads why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from college.models import Message
from college.paper.glyphs import lost_letters
from college.paper.pdf import print_template
from college.paper.qr import qr_png
from courses.actions.editions import write_edition
from enrolment.certificates.by_hand import put_words_right
from enrolment.certificates.letters import LettersLost, NotPrintableYet
from enrolment.certificates.models import Certificate
from enrolment.certificates.pdf import as_printed
from enrolment.certificates.printing import ask_for_run, make_next
from enrolment.certificates.queries import certificates_of_run
from enrolment.certificates.tasks import look_again_for_letters
from enrolment.office.today import office_day
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.enrolment.certificates.test_pdf import papers_of
from tests.factories import UserFactory, signed
from tests.pdf import words_on

pytestmark = pytest.mark.django_db
RARE = "\U0010fffd"  # private use, as Japanese names need it: no font may have it
NAME = f"Ada{RARE}ko"


@pytest.fixture
def run():
    run = taught_run()
    teach(run, {place(run, name=NAME, email="ada@example.org"): "pppp", place(run, name="Bo Lim"): "pppp"})
    return run


@pytest.fixture
def certificate(run):
    return certificates_of_run(run)[0]


def told() -> int:
    return Message.objects.filter(event="certificate").count()


def test_only_letters_count_and_only_those_that_no_font_has():
    assert lost_letters(f"Siân Łódź محمد 🌻️ {RARE}x{RARE}\U000e0100") == RARE


def test_the_register_closes_nobody_is_told_too_early_and_the_office_reads_why(signed_in, client, run, certificate):
    assert certificate.words["name"] == NAME and certificate.lost_letters == RARE
    assert told() == 1  # Bo Lim
    coordinator = UserFactory(role="coordinator", role__locality=run.locality)
    assert office_day(coordinator, today=timezone.localdate()).not_printable == [certificate]
    elsewhere = UserFactory(role="coordinator", role__locality=taught_run().locality)
    assert office_day(elsewhere, today=timezone.localdate()).not_printable == []
    today = signed_in(coordinator).get(reverse("office:today")).content.decode()
    assert "be printed yet" in today and NAME in today
    client.force_login(certificate.enrolment.learner.user)
    assert "Our office sees to it" in client.get(reverse("my:home")).content.decode()


def test_no_paper_is_made_with_the_letter_missing(run, certificate):
    with pytest.raises(NotPrintableYet, match=RARE):
        papers_of(certificate)
    ask_for_run(run=run, by=None, now=NOW)
    printed = make_next(now=NOW)
    assert printed.status == "failed" and NAME in printed.reason


def test_without_the_question_the_letter_would_be_lost(certificate):
    """The canary: what the printing child does with it, unasked, is to print a square."""
    printed = as_printed(certificate)
    pictures = {printed["qr"]: qr_png(printed["check_url"])}
    pdf = print_template(template="print/certificate.html", context={"certificate": printed}, pictures=pictures)
    assert pdf.missing == RARE and NAME not in words_on(pdf)


def test_the_office_writes_it_in_other_letters_and_then_the_learner_is_told(signed_in, run, certificate):
    with pytest.raises(LettersLost, match=RARE):
        put_words_right(certificate=certificate, name=NAME, title="Sleeping well", by=None, now=NOW)
    office = signed_in(UserFactory(role="coordinator", role__locality=run.locality))
    address = reverse("office:certificate", args=[certificate.code])
    words = {"press": "words", "title": "Sleeping well"}
    refused = office.post(address, words | {"name": NAME})
    assert "No font here has these letters" in refused.context["words"].errors["name"][0]
    assert told() == 1
    office.post(address, words | {"name": "Adako"})
    newest = certificates_of_run(run)[0]
    assert (newest.words["name"], newest.lost_letters, told()) == ("Adako", "", 2)


def test_once_a_font_has_them_the_learner_is_told(certificate):
    assert look_again_for_letters(NOW) == 0 and told() == 1
    Certificate.objects.filter(pk=certificate.pk).update(words=certificate.words | {"name": "Adaنko"})
    assert look_again_for_letters(NOW) == 1 and look_again_for_letters(NOW) == 0
    assert told() == 2 and not Certificate.objects.exclude(lost_letters="").exists()


def test_letters_of_the_course_and_the_trainers_count_too():
    run = taught_run()
    words = {"title": "Sleeping well", "slug": "sleeping-well", "learn": [f"What {RARE} is"]}
    write_edition(course=run.course, words=words, signed=signed(words), revision="2", by=None, now=NOW)
    teach(run, {place(run): "pppp"})
    assert certificates_of_run(run)[0].lost_letters == RARE
