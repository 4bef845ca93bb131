"""The demonstration's college: its words, places, terms, pages and office."""

import datetime as dt
import json

from django.utils import timezone

from cms.actions import lay_out_site
from cms.models import CoursePage, SignRequest
from cms.signoff.actions.asking import Signer, ask_for_signing
from cms.signoff.actions.signing import sign
from cms.translations.actions import begin_translation
from college.management.demonstration import sheets
from college.management.demonstration.doors import hang_doors
from college.management.demonstration.stories import tell_stories
from college.models import User, Wording
from courses.actions.catalogue import (
    change_course,
    choose_words,
    make_audience,
    make_locality,
    make_partner,
    make_strand,
)
from courses.actions.opening import name_usual_signers, note_answer
from courses.actions.roles import give_role
from courses.actions.searches import count_unmet_search
from courses.actions.terms import TermFacts, save_term
from courses.actions.venues import make_venue, save_venue
from courses.models import Capacity, Course, Policy, Run, Term, Venue
from enrolment.office.actions.applying import apply_sheet
from enrolment.office.actions.runs import publish_runs
from enrolment.office.actions.sheets import upload_sheet
from enrolment.office.opening.questions import QUESTIONS

STRANDS = ["Understanding", "Skills for living well", "Building a life", "Getting out", "Getting involved", "Carers"]
AUDIENCES = ["carers", "staff", "young people", "older people", "people who use services"]
ACCESS = {"step_free": True, "accessible_toilet": True, "hearing_loop": True, "parking": True, "quiet_space": True}
VENUES = {
    "Eastmoor": {
        "The Mill, Room 2": (
            "Mill Lane, Eastmoor",
            "EM1 2AB",
            "Bus 4 and 17 stop at the gate. The lift is on the left.",
        ),
        "Eastmoor Library": ("12 High Street, Eastmoor", "EM1 4CD", "Two minutes from the station, all level."),
    },
    "Westvale": {
        "Westvale Community Centre": ("3 Park Road, Westvale", "WV3 1EF", "Bus 22. The door is beside the café."),
        "The Walled Garden": ("Vale Hall, Westvale", "WV4 9GH", "Bus 22 to Vale Hall, then a flat path of 200 metres."),
    },
    "Harbourside": {
        "Harbour Street Hub": ("40 Harbour Street", "HS2 6JK", "Tram to Harbour Street. Ring the green bell."),
        "Seaview Rooms": ("1 The Parade, Harbourside", "HS1 1LM", "Tram to The Parade. A ramp leads to the side door."),
    },
    "Online": {"Online (video call)": ("", "", "")},
}
# How an area speaks where it differs from the college.
OWN_WORDS = {"Harbourside": {"session": "get-together", "sessions": "get-togethers"}}
# What visitors looked for in vain, and how often.
SEARCHES = {
    ("place=harbourside", "time=evening"): 23,
    ("access=hearing_loop", "day=6"): 14,
    ("words",): 11,
    ("near", "place=westvale"): 4,
}
OFFICE = [
    ("Priya Nair", "coordinator", "Coordinator"),
    ("Gareth Lowe", "manager", "Manager"),
    ("Alex Moreno", "administrator", "Administrator"),
    ("Dorothy Finch", "data_protection", "Data protection"),
    ("Miriam Osei", "safeguarding", "Safeguarding"),
]
SIGNERS = {
    "Signer, lived experience": Signer("Rowan Hale", "rowan@demo.example"),
    "Signer, professional knowledge": Signer("Imran Shah", "imran@demo.example"),
}


def person(name: str, shoes: str) -> User:
    email = f"{name.split()[0].lower()}@demo.example"
    return User.objects.create_user(email, name=name, shoes=shoes)


def write_wording() -> None:
    """Telephone numbers are of the range that is kept for stories."""
    Wording.objects.update_or_create(
        pk=1,
        defaults={
            "college_name": "Tidewell Recovery College",
            "strapline": "Courses about living well, made and taught together",
            "help_phone": "01632 960 100",
            "help_email": "hello@tidewell.example",
            "help_hours": "Monday to Friday, 9am to 4.30pm",
            "postal_address": "Tidewell Recovery College\nThe Mill, Mill Lane\nEastmoor EM1 2AB",
        },
    )


def answer_questions(by: User, now: dt.datetime) -> None:
    """As a new college does; what was answered is written elsewhere here."""
    people = {kind.value: (signer.name, signer.email) for kind, signer in zip(Capacity, SIGNERS.values(), strict=True)}
    name_usual_signers(people=people, by=by, now=now)
    for question in QUESTIONS:
        note_answer(question=question.name, by=by, now=now)


def say_whom_to_ring() -> None:
    """When a trainer fears for somebody."""
    facts = {"concern_name": "Miriam Osei, safeguarding", "concern_phone": "01632 960 119"}
    Policy.objects.update_or_create(pk=1, defaults=facts)


def write_places(by: User, now: dt.datetime) -> None:
    for name in STRANDS:
        make_strand(name=name, by=by, now=now)
    for name in AUDIENCES:
        make_audience(name=name, by=by, now=now)
    for name, venues in VENUES.items():
        online = name == "Online"
        locality = make_locality(name=name, is_online=online, by=by, now=now)
        choose_words(locality=locality, words=OWN_WORDS.get(name, {}), by=by, now=now)
        for venue_name, (address, postcode, way) in venues.items():
            venue = make_venue(name=venue_name, locality=locality, is_online=online, by=by, now=now)
            if not online:
                save_venue(venue=venue, address=address, postcode=postcode, getting_there=way, by=by, now=now, **ACCESS)


def make_terms(today: dt.date, by: User, now: dt.datetime) -> tuple[Term, Term]:
    """The term under way, moved by days so that it has a session today, and the next, moved by weeks."""
    days = sheets.days_since_written(today)
    weeks = days // 7 * 7
    opened = now - dt.timedelta(weeks=12)

    def facts(name, first, last, closed, shift):
        first_on, last_on, *closed = (sheets.moved(day, shift) for day in (first, last, *closed))
        return TermFacts(name, first_on, last_on, opened, opened, ((*closed, "Half-term"),))

    d = dt.date
    this = facts("This term", d(2027, 1, 11), d(2027, 3, 26), (d(2027, 2, 15), d(2027, 2, 19)), days)
    following = facts("Next term", d(2027, 4, 12), d(2027, 7, 2), (d(2027, 5, 31), d(2027, 6, 4)), weeks)
    return save_term(facts=this, by=by, now=now), save_term(facts=following, by=by, now=now)


def bring_a_partner(by: User, now: dt.datetime) -> None:
    """A partner that sees to its own course and venue."""
    partner = make_partner(name="The Walled Garden Trust", by=by, now=now)
    give_role(user=person("Winifred Stone", "Partner"), kind="partner", partner=partner, by=by, now=now)
    change_course(course=Course.objects.get(code="GRD01"), partner=partner, by=by, now=now)
    save_venue(venue=Venue.objects.get(name="The Walled Garden"), partner=partner, by=by, now=now)


def bring_sheet(kind: str, term: Term, content: bytes, name: str, by: User, now: dt.datetime) -> None:
    sheet, _notices = upload_sheet(kind=kind, term=term, content=content, name=name, by=by, now=now)
    apply_sheet(sheet=sheet, by=by, now=now)


def write_pages(by: User, now: dt.datetime) -> None:
    """Lay out the site, give every course its words, and have two people sign them: with that they are public.

    One course is changed again afterwards, so that something waits to be signed.
    """
    lay_out_site(now=now)
    hang_doors(by=by, now=now)
    tell_stories()
    for shoes, signer in SIGNERS.items():
        User.objects.create_user(signer.email, name=signer.name, shoes=shoes)
    words = read_words("words.json")
    for page in CoursePage.objects.filter(course__code__in=words).select_related("course"):
        page.title = page.course.title
        have_signed(page, words[page.course.code], by, now)
    translate(by, now)
    page.expect += " There is a break in the middle, and tea."
    page.save_revision(user=by)
    ask_both(page, by, now)


def translate(by: User, now: dt.datetime) -> None:
    """One course can be read in Welsh and Urdu, too."""
    for code, languages in read_words("translations.json").items():
        for language, words in languages.items():
            course = Course.objects.get(code=code)
            have_signed(begin_translation(course=course, language=language, by=by, now=now), words, by, now)


def read_words(name: str) -> dict:
    return json.loads((sheets.FOLDER / name).read_text(encoding="utf-8"))


def have_signed(page: CoursePage, words: dict, by: User, now: dt.datetime) -> None:
    for name, value in words.items():
        setattr(page, name, "\n".join(value) if isinstance(value, list) else value)
    page.save_revision(user=by)
    for request in ask_both(page, by, now):
        sign(request=request, credit=request.credit, shows_capacity=False, by=request.signer, now=now)


def ask_both(page: CoursePage, by: User, now: dt.datetime) -> list[SignRequest]:
    lived, professional = SIGNERS.values()
    course = Course.objects.get(pk=page.course_id)
    return ask_for_signing(
        course=course,
        language=page.language,
        lived=lived,
        professional=professional,
        publishes=True,
        by=by,
        now=now,
    )


def count_searches(now: dt.datetime) -> None:
    for asked, times in SEARCHES.items():
        for turn in range(times):
            count_unmet_search(asked=asked, by=None, now=now - dt.timedelta(days=turn % 9))


def load_college(now: dt.datetime) -> User:
    """All that a coordinator brings before the first learner comes. Returns the coordinator."""
    today = timezone.localdate(now)
    write_wording()
    say_whom_to_ring()
    office = {}
    for name, kind, shoes in OFFICE:
        office[kind] = person(name, shoes)
        give_role(user=office[kind], kind=kind, by=None, now=now)
    by = office["coordinator"]
    write_places(by, now)
    this, following = make_terms(today, by, now)
    days = sheets.days_since_written(today)
    bring_sheet("trainers", this, sheets.trainers(today), "trainers.csv", by, now)
    bring_sheet("programme", this, sheets.programme("programme-this-term.csv", days), "this-term.csv", by, now)
    weeks = days // 7 * 7
    bring_sheet("programme", following, sheets.programme("programme-next-term.csv", weeks), "next-term.csv", by, now)
    bring_a_partner(by, now)
    answer_questions(office["manager"], now)
    write_pages(by, now)
    count_searches(now)
    _published, refused = publish_runs(runs=Run.objects.all(), by=by, now=now)
    if refused:
        raise RuntimeError(" ".join(refused))
    return by
