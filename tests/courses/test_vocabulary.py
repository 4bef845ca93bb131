"""Pages, messages and papers about a place speak its words; those about none, the college's."""

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from cms.actions import lay_out_site
from cms.printing.actions import keep_in_step
from cms.printing.models import PrintedProspectus
from college.look.vocabulary import speaking
from college.models import Wording
from courses.actions.catalogue import choose_words
from courses.vocabulary import in_its_words, locality_of
from enrolment.places.actions import withdraw
from tests import mail
from tests.factories import EnrolmentFactory, LocalityFactory, RunFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def college():
    return Wording.objects.create(
        pk=1, words={"course": "workshop", "courses": "workshops", "session": "meeting", "sessions": "meetings"}
    )


@pytest.fixture
def harbour():
    return LocalityFactory(name="Harbour", words={"session": "get-together", "sessions": "get-togethers"})


@pytest.fixture
def run(harbour):
    return RunFactory(locality=harbour, course__public=True)


def test_whatever_belongs_to_a_run_or_a_venue_belongs_to_its_locality(run, harbour):
    enrolment = EnrolmentFactory(run=run)
    rows = [harbour, run, run.sessions_on()[0], enrolment, VenueFactory(locality=harbour)]
    assert {locality_of(row) for row in rows} == {harbour}
    assert locality_of(run.course) is locality_of(run.term) is locality_of(enrolment.learner) is None


def test_a_page_of_no_locality_speaks_the_colleges_words(client, college, run):
    lay_out_site(now=timezone.now())
    page = client.get("/courses/").content.decode()
    assert "workshop" in page
    with speaking(college.words, {}):
        in_its_words(run.course)
        assert gettext("A session of a course") == "A meeting of a workshop"


def test_a_page_of_a_run_speaks_its_localitys(client, college, run):
    enrolment = EnrolmentFactory(run=run)
    client.force_login(enrolment.learner.user)
    page = client.get(f"/my/places/{enrolment.code}/").content.decode()
    assert "Get-togethers to come" in page and "Sessions to come" not in page


def test_the_next_request_has_forgotten_the_locality(client, college, run):
    enrolment = EnrolmentFactory(run=run)
    client.force_login(enrolment.learner.user)
    client.get(f"/my/places/{enrolment.code}/")
    assert "get-together" not in client.get("/my/").content.decode()


def test_a_message_about_a_place_speaks_its_localitys_words(college, run):
    withdraw(enrolment=EnrolmentFactory(run=run), by=None, now=timezone.now())
    first, _last = mail.messages()
    assert "get-together" in first.text.lower()
    other = EnrolmentFactory(run=RunFactory(course__public=True))
    told = next(message for message in mail.messages() if message.about == other.code)
    assert "meeting" in told.text.lower() and "session" not in told.text.lower()


def test_a_prospectus_on_paper_is_made_again_when_its_place_changes_its_words(college, harbour, run):
    run.term.public_from = run.term.enrolment_opens_at = timezone.now()
    run.term.save()
    keep_in_step(now=timezone.now())
    before = dict(PrintedProspectus.objects.values_list("pk", "key"))
    choose_words(locality=harbour, words={"prospectus": "programme"}, by=None, now=timezone.now())
    keep_in_step(now=timezone.now())
    changed = PrintedProspectus.objects.exclude(key__in=before.values())
    assert {made.locality for made in changed} == {harbour}


def test_words_that_nobody_can_choose_are_a_mistake_of_ours(harbour):
    with pytest.raises(ValueError, match="patient"):
        choose_words(locality=harbour, words={"patient": "x"}, by=None, now=timezone.now())
