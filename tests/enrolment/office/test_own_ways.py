"""People whom e-mail does not reach, from the telephone call on: by text, by post, in their language and print."""

import datetime as dt
import re
from collections import Counter

import pypdfium2
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from college.models import Message
from college.outbox.languages import write_in
from college.outbox.letters import letters_paper
from enrolment.certificates.pdf import print_run_pdf
from enrolment.certificates.posting import postings_of
from enrolment.certificates.printing import ask_for_run, make_next
from enrolment.models import Certificate, Enrolment, Learner
from tests.enrolment.certificates.rows import NOW, taught_run, teach
from tests.mail import messages
from tests.pdf import assert_pdf_ua, words_on

from .test_booking import ENROL, said

pytestmark = pytest.mark.django_db
IN_SUMMER = dt.datetime(2026, 9, 1, 10, tzinfo=dt.UTC)
ADDRESS = "3 Quay Street\nEastmoor EM1 2AB"
LARGE, USUAL = 18, 14
SUBJECT, LEAD = "کالج میں آپ کی جگہ پکی ہو گئی ہے", "آپ کی جگہ پکی ہے۔ ہم آپ سے ملنے کے منتظر ہیں۔"


@pytest.fixture
def run(here):
    return taught_run(locality=here, venue__locality=here)


def test_without_e_mail_from_a_telephone_call_to_a_posted_certificate(office, coordinator, run):
    """They ring, are told by text, see their page with a texted code, and have their certificate by post."""
    with time_machine.travel(IN_SUMMER, tick=False):
        caller = {"name": "Bo", "full_name": "Bo Lim", "route": "text", "phone": "07700 900 345", "address": ADDRESS}
        office.post(ENROL, said(run, **caller))
        place = Enrolment.objects.get()
        [told] = messages()
        assert (told.channel, told.to_address) == ("text", "07700 900 345")
        assert "sleep" not in told.text.lower()

        office.post(f"/office/people/{place.learner.code}/code/")  # a paper that names who signs in; handed over
        name = Learner.objects.get().user.sign_in_name
        at_home = Client()
        at_home.post(reverse("text_me"), {"name": name})
        texted = Message.objects.get(is_urgent=True)
        assert (texted.channel, texted.to_address) == ("text", "07700 900 345")
        at_home.post(reverse("one_time_code"), {"name": name, "code": re.search(r"\d{6}", texted.text)[0]})
        assert "Sleeping well" in at_home.get("/my/").content.decode()
        # The certificate is to come by post: said on their own page, and codes still go to the same number.
        given = {"route": "letter", "email": "", "phone": "07700 900 345", "address": ADDRESS}
        assert at_home.post("/my/details/reach/", given).status_code == 302
        place.learner.user.refresh_from_db()
        assert place.learner.user.mobile == "07700 900 345"

    with time_machine.travel(NOW, tick=False):
        teach(run, {place: "pppp"})
        certificate = Certificate.objects.get()
        [*_earlier, letter] = messages(channel="letter")
        assert (letter.event, letter.to_address) == ("certificate", ADDRESS)
        assert_pdf_ua(letters_paper([letter]), pages=1)
        ask_for_run(run=run, by=coordinator, now=NOW)
        with make_next(now=NOW).file.open() as file:
            printed = words_on(file.read())
        assert all(words in printed for words in ("Bo Lim", "Sleeping well", "3 Quay Street"))
        assert certificate.words["name"] == "Bo Lim"
        assert not Message.objects.filter(channel="email").exists()


def test_somebody_who_reads_urdu_in_large_print_gets_exactly_that(office, run):
    write_in(language="ur", wanted=True, by=None, now=IN_SUMMER)
    with time_machine.travel(IN_SUMMER, tick=False):
        asked = said(run, name="نور", full_name="نور خان", route="letter", phone="", address=ADDRESS)
        office.post(ENROL, asked | {"needs": ["large_print"], "needs_words": ""})
        learner = Learner.objects.get()
        details = {"name": "نور", "full_name": "نور خان", "route": "letter", "address": ADDRESS, "language": "ur"}
        assert office.post(f"/office/people/{learner.code}/edit/", details).status_code == 302
        [letter] = messages()
        assert letter.subject == SUBJECT
        assert LEAD in letter.text
        paper = letters_paper([letter])
        assert_pdf_ua(paper, language="ur")
        assert "1 September" not in words_on(paper)  # its own date is said in Urdu, too
        assert main_size_on(paper) == LARGE
        needs = learner.needs.filter(kind="large_print")
        needs.update(status="no_longer")
        assert main_size_on(letters_paper([letter])) == USUAL
        needs.update(status="arranged")
    with time_machine.travel(NOW, tick=False):
        teach(run, {Enrolment.objects.get(): "pppp"})
        [posting] = postings_of(Certificate.objects.all())
        assert (posting.is_large, posting.address) == (True, ADDRESS)
        assert_pdf_ua(print_run_pdf([posting]))


def main_size_on(pdf: bytes) -> int:
    """In which size of print, in points, most letters on it stand: three quarters of a pixel."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        return Counter(
            round(pypdfium2.raw.FPDFText_GetFontSize(text, each) * 0.75)
            for text in texts
            for each in range(text.count_chars())
        ).most_common(1)[0][0]
