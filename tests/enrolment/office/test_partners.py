"""A partner sees to its own courses, runs and venues; of another's, and of learners, nothing is there for it."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model

from cms.actions import lay_out_site
from cms.models import CoursePage, SignRequest
from cms.signoff.pictures import picture_behind, picture_key
from college.models import Message
from courses import partner_gates
from courses.actions.roles import ForWhichPartner, give_role
from courses.models import Course, Partner, Role, RoleEvent, Run, Venue
from courses.permissions import Permission, may
from courses.queries import current_edition
from tests.cms.signing import publish
from tests.cms.test_pictures import picture
from tests.enrolment.office.costs import cost
from tests.factories import (
    AllocationFactory,
    CourseFactory,
    EnrolmentFactory,
    RunFactory,
    TermFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def arts():
    return Partner.objects.create(name="Harbour Arts")


@pytest.fixture
def others():
    return Partner.objects.create(name="Others")


@pytest.fixture
def ada(arts):
    user = UserFactory()
    give_role(user=user, kind="partner", partner=arts, by=None, now=timezone.now())
    return user


@pytest.fixture
def partner(signed_in, ada):
    return signed_in(ada)


@pytest.fixture
def course(arts):
    return CourseFactory(code="ART01", title="Painting", partner=arts)


def run_facts(run: Run, **changes) -> dict:
    facts = {"venue": run.venue_id or "", "format": "in_person", "capacity": "9", "minimum": "1", "joining_link": ""}
    return facts | {"is_listed": "on"} | changes


def test_no_permission_of_the_table_comes_with_it(ada, here):
    assert not any(may(ada, permission) or may(ada, permission, here) for permission in Permission)


def test_its_own_stand_on_its_page_and_nothing_of_anybody_else(partner, course, others, here):
    RunFactory(course=course, locality=here)
    RunFactory(course=CourseFactory(title="Drumming", partner=others), locality=here)
    RunFactory(course=CourseFactory(title="Of the college"), locality=here)
    VenueFactory(name="Their hall", partner=others), VenueFactory(name="Our shed", partner=course.partner)
    page = partner.get("/partner/").content.decode()
    assert "Painting" in page and "Our shed" in page
    assert not any(words in page for words in ("Drumming", "Of the college", "Their hall"))


def test_its_runs_are_taken_as_its_page_shows_them_and_nobody_elses(partner, signed_in, course, others, here):
    run = RunFactory(course=course, locality=here, capacity=5)
    EnrolmentFactory(run=run)
    RunFactory(course=CourseFactory(partner=others), locality=here)
    book = openpyxl.load_workbook(io.BytesIO(partner.get("/partner/runs.xlsx").content))
    _headings, line = book.active.values
    assert line[1:3] == ("ART01", "Painting") and line[-3:] == (5, 1, "published")
    assert signed_in(UserFactory(role="coordinator")).get("/partner/runs.xlsx").status_code == 404


def test_learners_stand_nowhere(partner, course, here):
    run = RunFactory(course=course, locality=here)
    enrolment = EnrolmentFactory(run=run)
    for address in ("/partner/", "/partner/courses/ART01/", f"/partner/runs/{run.code}/"):
        page = partner.get(address).content.decode()
        assert enrolment.learner.name not in page and enrolment.code not in page
    register = reverse("teaching:register", args=[run.sessions_on()[0].code])
    assert [partner.get(way).status_code for way in ("/office/", f"/office/runs/{run.code}/", register)] == [404] * 3


def test_a_role_that_names_no_partner_is_a_partner_s_of_nobody(signed_in, course):
    user = UserFactory(role="partner")
    assert not partner_gates.acts_for_a_partner(user)
    for rows in (partner_gates.courses_of_partner, partner_gates.runs_of_partner, partner_gates.venues_of_partner):
        assert not rows(user).exists()
    browser = signed_in(user)
    assert {browser.get(way).status_code for way in ("/partner/", "/partner/courses/ART01/")} == {404}
    with pytest.raises(ForWhichPartner):
        give_role(user=user, kind="partner", by=None, now=timezone.now())
    with pytest.raises(ForWhichPartner):
        give_role(user=user, kind="coordinator", partner=course.partner, by=None, now=timezone.now())


def test_a_role_held_to_a_locality_has_no_run_and_no_venue_of_another(signed_in, course, here, there):
    user = UserFactory()
    give_role(user=user, kind="partner", partner=course.partner, locality=here, by=None, now=timezone.now())
    mine, not_mine = RunFactory(course=course, locality=here), RunFactory(course=course, locality=there)
    far = VenueFactory(locality=there, partner=course.partner)
    browser = signed_in(user)
    assert browser.get(f"/partner/runs/{mine.code}/").status_code == 200
    assert browser.get(f"/partner/runs/{not_mine.code}/").status_code == 404
    assert browser.get(f"/partner/venues/{far.slug}/").status_code == 404
    assert list(partner_gates.localities_of_partner(user)) == [here]


def test_two_partners_of_one_person_are_not_mixed_with_each_others_localities(course, others, here, there):
    user = UserFactory()
    give_role(user=user, kind="partner", partner=course.partner, locality=here, by=None, now=timezone.now())
    give_role(user=user, kind="partner", partner=others, locality=there, by=None, now=timezone.now())
    RunFactory(course=course, locality=there)
    assert not partner_gates.runs_of_partner(user).exists()


def test_the_wrong_partner_changes_nothing(signed_in, course, others, here):
    user = UserFactory()
    give_role(user=user, kind="partner", partner=others, by=None, now=timezone.now())
    venue = VenueFactory(locality=here, partner=course.partner, name="Our shed")
    run = RunFactory(course=course, locality=here, venue=venue, capacity=5)
    browser = signed_in(user)
    ways = [f"courses/ART01/{page}" for page in ("", "words/", "picture/", "easy-read/", "sign/")]
    session = run.sessions_on()[0]
    ways += [f"runs/{run.code}/", f"sessions/{session.code}/move/", f"sessions/{session.code}/call-off/"]
    for way in [*ways, f"venues/{venue.slug}/"]:
        assert browser.get(f"/partner/{way}").status_code == 404
        assert browser.post(f"/partner/{way}", run_facts(run, name="Taken", title="Taken")).status_code == 404
    run.refresh_from_db(), venue.refresh_from_db(), course.refresh_from_db(), session.refresh_from_db()
    assert session.status == "scheduled"
    assert (run.capacity, venue.name, course.title) == (5, "Our shed", "Painting")


def test_nothing_of_another_can_be_chosen(partner, course, others, here):
    run, term = RunFactory(course=course, locality=here), TermFactory()
    theirs = CourseFactory(partner=others)
    hall = VenueFactory(locality=here, partner=others)
    page = partner.post(f"/partner/runs/{run.code}/", run_facts(run, venue=hall.pk)).content.decode()
    assert "<title>Error:" in page and hall.name not in page
    added = run_facts(run, venue=hall.pk, course=theirs.pk, locality=here.pk, rhythm="weekly", first_on="1/2/2027")
    added |= {"how_many": "2", "hours": "10am to 12 midday", "make": "yes"}
    answer = partner.post(f"/partner/terms/{term.slug}/add-run/", added)
    assert {"course", "venue"} <= set(answer.context["form"].errors)
    stolen = {"partner": others.pk, "code": "X1", "title": "X", "strand": course.strand_id, "level": "open"}
    assert "partner" in partner.post("/partner/courses/new/", stolen).context["form"].errors
    assert Run.objects.count() == 1 and Course.objects.filter(partner=others).count() == 1


def test_its_run_is_made_a_draft_and_the_college_publishes_it(partner, course, here):
    shed, term = VenueFactory(locality=here, partner=course.partner), TermFactory()
    day = term.starts_on
    added = {"course": course.pk, "locality": here.pk, "venue": shed.pk, "format": "in_person", "capacity": "8"}
    added |= {"minimum": "1", "rhythm": "days", "days": f"{day:%d/%m/%Y}", "hours": "10am to 12 midday"}
    added |= {"rhythm": "given", "first_on": "", "how_many": "", "is_listed": "on"}
    address = f"/partner/terms/{term.slug}/add-run/"
    shown = partner.post(address, added).context["shown"]
    assert partner.post(address, added | {"shown": shown, "make": "yes"})["Location"] == "/partner/"
    run = Run.objects.get(course=course)
    assert (run.status, run.venue, run.capacity) == ("draft", shed, 8)
    assert partner.post(f"/office/terms/{term.slug}/", {"run": run.code}).status_code == 404
    partner.post(f"/partner/runs/{run.code}/", run_facts(run))
    run.refresh_from_db()
    assert (run.status, run.capacity) == ("draft", 9)


def test_its_venue_is_its_own_and_no_name_is_taken_over(partner, arts, here):
    college_s = VenueFactory(locality=here, name="The Library")
    facts = {"partner": arts.pk, "locality": here.pk, "name": "the library", "postcode": "EM1 2AB", "step_free": "true"}
    assert "Another venue of this area has this name." in partner.post("/partner/venues/new/", facts).content.decode()
    partner.post("/partner/venues/new/", facts | {"name": "Our shed"})
    shed = Venue.objects.get(partner=arts)
    assert (shed.name, shed.postcode, shed.step_free) == ("Our shed", "EM1 2AB", True)
    partner.post(f"/partner/venues/{shed.slug}/", {"name": "Our big shed"})
    shed.refresh_from_db(), college_s.refresh_from_db()
    assert (shed.name, shed.partner, college_s.partner) == ("Our big shed", arts, None)


def test_its_words_are_a_draft_until_two_people_have_signed(partner, ada, course):
    lay_out_site(now=timezone.now())
    page = CoursePage.objects.get(course=course)
    page.hook = "As it was signed."
    publish(page)
    words = {"title": "Painting", "hook": "Come and paint.", "learn": "To look"}
    partner.post("/partner/courses/ART01/words/", words)
    assert current_edition(course).hook == "As it was signed."
    draft = CoursePage.objects.get(course=course).get_latest_revision()
    assert (draft.user, draft.as_object().hook) == (ada, "Come and paint.")
    partner.post("/partner/courses/ART01/words/", words)
    assert CoursePage.objects.get(course=course).get_latest_revision() == draft  # the same words write nothing
    ask = {f"{kind}_name": kind for kind in ("lived", "professional")}
    ask |= {f"{kind}_email": f"{kind}@example.org" for kind in ("lived", "professional")}
    partner.post("/partner/courses/ART01/sign/", ask)
    assert SignRequest.objects.filter(course=course, state="asked", asked_by=ada).count() == 2
    assert current_edition(course).hook == "As it was signed."
    long = partner.post("/partner/courses/ART01/words/", words | {"title": "x" * 141}).content.decode()
    assert "<title>Error:" in long and "Come and paint." in long


def upload(size=(60, 40)) -> SimpleUploadedFile:
    return SimpleUploadedFile("red.png", picture("PNG", size))


@pytest.fixture
def public_page(course):
    """Its page, as two people signed it."""
    lay_out_site(now=timezone.now())
    page = CoursePage.objects.get(course=course)
    page.hook = "As it was signed."
    publish(page)
    return page


def draft_of(course) -> CoursePage:
    return CoursePage.objects.get(course=course).get_latest_revision_as_object()


def test_its_picture_waits_for_two_signatures_and_other_words_for_it_make_another_picture(partner, course, public_page):
    address = "/partner/courses/ART01/picture/"
    page = partner.post(address, {"press": "save", "shows": "A gate"}).content.decode()
    assert "<title>Error:" in page and "A gate" in page
    for _twice in range(2):
        answer = partner.post(address, {"press": "save", "picture": upload(), "shows": "A gate"})
        assert answer["Location"] == "/partner/courses/ART01/sign/"
    first = draft_of(course).picture
    assert (first.description, get_image_model().objects.count()) == ("A gate", 1)
    assert not current_edition(course).more.get("picture")
    publish(draft_of(course))
    signed = current_edition(course).more["picture"]
    assert signed == picture_key(first)
    partner.post(address, {"press": "save", "shows": "A garden gate"})
    second = draft_of(course).picture
    assert second != first and second.description == "A garden gate"
    assert picture_behind(signed) == first and current_edition(course).more["picture"] == signed
    partner.post(address, {"press": "take_away"})
    assert draft_of(course).picture is None and picture_behind(signed) == first


def said(*lines, **more) -> dict:
    sent = {"said-TOTAL_FORMS": str(len(lines)), "said-INITIAL_FORMS": "0"} | more
    for number, line in enumerate(lines):
        sent |= {f"said-{number}-{name}": value for name, value in line.items()}
    return sent


def test_its_easy_read_is_written_a_sentence_and_a_picture_at_a_time(partner, course, public_page):
    address = "/partner/courses/ART01/easy-read/"
    refused = said({"words": "word " * 16}, {"words": "We paint.", "picture": upload()}, {"picture": upload()})
    page = partner.post(address, refused).content.decode()
    sentences = ("Keep it to 15 words", "Say what the picture shows", "Write the sentence")
    assert all(sentence in page for sentence in sentences) and "We paint." in page
    assert "<title>Error:" in partner.post(address, {}).content.decode()
    partner.post(
        address, said({"words": "We paint.", "picture": upload(), "shows": "A brush"}, {"words": "You can come."}, {})
    )
    easy = [(block.value["words"], block.value["picture"]) for block in draft_of(course).easy_read]
    brush = get_image_model().objects.get()
    assert easy == [("We paint.", brush), ("You can come.", None)]
    assert not current_edition(course).more.get("easy_read")
    kept = CoursePage.objects.get(course=course).get_latest_revision()
    same = said({"words": "We paint.", "standing": brush.pk, "shows": "A brush"}, {"words": "You can come."})
    partner.post(address, same)
    assert CoursePage.objects.get(course=course).get_latest_revision() == kept  # the same again writes nothing
    stranger = get_image_model().objects.create(title="Not theirs", file=upload())
    partner.post(address, said({"words": "We paint.", "standing": stranger.pk, "shows": "x"}))
    assert [block.value["picture"] for block in draft_of(course).easy_read] == [None]


def test_a_session_of_its_run_is_moved_and_called_off_and_everyone_is_told(partner, course, others, here):
    run = RunFactory(course=course, locality=here, sessions=2)
    placed = EnrolmentFactory(run=run)
    AllocationFactory(run=run, trainer__name="Ines Calder")
    hall = VenueFactory(locality=here, partner=others, name="Their hall")
    shed = VenueFactory(locality=here, partner=course.partner, name="Our shed")
    first, last = run.sessions_on()
    assert f"/partner/sessions/{first.code}/move/" in partner.get(f"/partner/runs/{run.code}/").content.decode()
    day = f"{first.held_on + dt.timedelta(days=1):%d/%m/%Y}"
    facts = {"held_on": day, "hours": "1pm to 3pm", "venue": hall.pk}
    page = partner.post(f"/partner/sessions/{first.code}/move/", facts).content.decode()
    assert "<title>Error:" in page and "Their hall" not in page
    assert placed.learner.name not in page and "Ines Calder" not in page
    answer = partner.post(f"/partner/sessions/{first.code}/move/", facts | {"venue": shed.pk})
    assert answer["Location"] == f"/partner/runs/{run.code}/"
    first.refresh_from_db()
    assert (first.starts, first.venue) == (dt.time(13), shed)
    for _twice in range(2):
        partner.post(f"/partner/sessions/{last.code}/call-off/")
    last.refresh_from_db()
    told = Message.objects.filter(about=placed.code).values_list("event", flat=True)
    assert last.status == "cancelled" and sorted(told)[-2:] == ["session_cancelled", "session_moved"]


def test_a_role_is_given_for_a_partner_and_written_down(signed_in, arts):
    team = signed_in(UserFactory(role="administrator"))
    said = {"name": "Ada", "email": "ada@example.org", "kind": "partner"}
    assert "Choose the partner." in team.post("/office/team/", said).content.decode()
    wrong = said | {"kind": "coordinator", "partner": arts.pk}
    assert "Only a partner" in team.post("/office/team/", wrong).content.decode()
    team.post("/office/team/", said | {"partner": arts.pk})
    role = Role.objects.get(kind="partner")
    assert (role.partner, RoleEvent.objects.get(kind="partner").partner) == (arts, arts)
    assert "Harbour Arts, everywhere" in team.get("/office/team/").content.decode()


def test_the_office_says_of_which_partner_a_course_is(office, signed_in, arts):
    course = CourseFactory(code="ART02")
    facts = {"title": "Clay", "strand": course.strand_id, "level": "open", "partner": arts.pk}
    office.post("/office/courses/ART02/", facts)
    course.refresh_from_db()
    assert course.partner == arts
    manager = signed_in(UserFactory(role="manager"))
    for _twice in range(2):
        manager.post("/office/college/", {"press": "partner", "partner-name": "harbour arts"})
    assert Partner.objects.count() == 1


def test_its_page_costs_the_same_with_two_runs_and_with_ten(partner, course, here):
    for _run in range(2):
        RunFactory(course=course, locality=here)
    few = cost(partner, "/partner/")
    for _run in range(8):
        RunFactory(course=course, locality=here)
    assert cost(partner, "/partner/") <= few


@pytest.mark.parametrize("code", ["ART 01", "31/02/2027", "Ł1"])
def test_a_code_that_no_address_can_hold_gets_a_sentence_and_keeps_what_was_typed(partner, course, code):
    typed = {"partner": course.partner_id, "code": code, "title": "Weaving", "strand": course.strand_id}
    page = partner.post("/partner/courses/new/", typed | {"level": "open"}).content.decode()
    assert "letters and figures without spaces" in page and code in page and "Weaving" in page
    assert not Course.objects.filter(title="Weaving").exists()
