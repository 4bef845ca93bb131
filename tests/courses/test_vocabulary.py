"""Pages, messages and papers about a place speak its words; those about none, the college's."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from cms.actions import lay_out_site
from cms.models import CoursePage
from cms.printing.actions import keep_in_step
from cms.printing.contents import TermRows, contents_of
from cms.printing.models import PrintedProspectus
from cms.printing.pdf import printed
from college.look.vocabulary import speaking
from college.models import Wording
from courses.actions.catalogue import change_course, choose_words, choose_words_for, make_audience
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


@pytest.fixture
def for_staff(run):
    """The run's course is for staff, where a learner is called colleague and a session a workshop."""
    audience = make_audience(name="staff", by=None, now=timezone.now())
    words = {"learner": "colleague", "learners": "colleagues", "session": "workshop", "sessions": "workshops"}
    choose_words_for(audience=audience, words=words, by=None, now=timezone.now())
    run.course = change_course(course=run.course, audiences=[audience], by=None, now=timezone.now())
    return run


def test_an_audiences_words_go_over_those_of_the_area_and_these_over_the_colleges(college, harbour, for_staff):
    choose_words(locality=harbour, words={"session": "get-together", "trainer": "guide"}, by=None, now=timezone.now())
    for_staff.refresh_from_db()
    with speaking(college.words, {}):
        in_its_words(for_staff)
        said = gettext("A learner comes to a session of a course with a trainer")
        assert said == "A colleague comes to a workshop of a workshop with a guide"
        in_its_words(for_staff.locality)
        assert gettext("A learner comes to a session") == "A learner comes to a get-together"


def test_where_two_audiences_differ_the_first_has_its_way_and_new_words_reach_every_course(for_staff):
    carers = make_audience(name="carers", by=None, now=timezone.now())
    choose_words_for(audience=carers, words={"session": "evening", "course": "circle"}, by=None, now=timezone.now())
    audiences = [carers, *for_staff.course.audiences.all()]
    course = change_course(course=for_staff.course, audiences=audiences, by=None, now=timezone.now())
    assert (course.vocabulary["session"], course.vocabulary["course"]) == ("workshop", "circle")
    choose_words_for(audience=audiences[1], words={"learner": "member"}, by=None, now=timezone.now())
    course.refresh_from_db()
    assert course.vocabulary == {"session": "evening", "course": "circle", "learner": "member"}
    assert change_course(course=course, audiences=[], by=None, now=timezone.now()).vocabulary == {}


def test_its_page_its_messages_and_its_papers_speak_them(client, college, for_staff):
    lay_out_site(now=timezone.now())
    page = CoursePage.objects.get(course=for_staff.course)
    words = client.get(page.url).content.decode()
    assert "All dates: " in words and "workshops" in words and "get-together" not in words
    withdraw(enrolment=EnrolmentFactory(run=for_staff), by=None, now=timezone.now())
    first, _last = mail.messages()
    assert "workshop" in first.text.lower() and "get-together" not in first.text.lower()
    for_staff.term.public_from = for_staff.term.enrolment_opens_at = timezone.now()
    for_staff.term.save()
    book = contents_of(TermRows(for_staff.term, timezone.now()), for_staff.locality)
    with speaking(college.words, dict(book.own_words)):
        template, context, _pictures = printed(book, PrintedProspectus.Kind.STANDARD)
        paper = render_to_string(template, context)
    assert "6 workshops" in paper and "6 get-togethers" not in paper


def test_words_that_nobody_can_choose_are_a_mistake_of_ours(harbour):
    with pytest.raises(ValueError, match="patient"):
        choose_words(locality=harbour, words={"patient": "x"}, by=None, now=timezone.now())
