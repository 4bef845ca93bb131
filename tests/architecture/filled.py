"""Every form of the project as somebody fills it in well: who sends it, and what, for the rows HERE.

A door that takes a POST and stands neither here nor in OF_LIBRARIES fails the build.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.models import CoursePage
from courses.models import Audience, Course, Locality, Partner, Run, Session, Venue
from courses.sheets.writing import write_csv
from enrolment.learners.equality.questions import QUESTIONS, RATHER_NOT
from enrolment.models import Enrolment
from enrolment.office.imports.reading import COLUMNS
from enrolment.teaching.pack import person_key
from enrolment.trainers.changing import standing_of
from tests.architecture.doors import Side, Who
from tests.architecture.world import World
from tests.cms.test_pictures import picture


@dataclass(frozen=True)
class Filled:
    who: Who
    fields: Callable[[World], dict[str, Any]]
    # What of the address differs from the door's row: another screen of the same form.
    instead: dict[str, str] | None = None
    # The door, where one door has several forms.
    door: str = ""
    # What it would do is shown before it is done.
    shows_first: bool = False


def row(world: World, name: str) -> Any:
    return world.rows[Side.HERE][name]


EASY_SENTENCES = {
    "form-TOTAL_FORMS": "12",
    "form-INITIAL_FORMS": "0",
    "form-0-sentence": "The first day is [day].",
    "form-0-picture": "yes",
    "press": "save",
}


def always(**fields) -> Callable[[World], dict[str, Any]]:
    return lambda world: fields


def _term(world: World) -> dict:
    return {
        "name": "Autumn of the year",
        "starts_on": "04/01/2027",
        "ends_on": "26/03/2027",
        "closed": "15/02/2027 to 19/02/2027, half-term",
        "public_from": "01/12/2026",
        "enrolment_opens_at": "07/12/2026",
    }


def _run(world: World) -> dict:
    run = Run.objects.get(code=row(world, "office code"))
    return {
        "venue": run.venue_id,
        "format": "outdoors",
        "capacity": "9",
        "minimum": "3",
        "is_listed": "on",
        "notes": "Bring a chair",
    }


def _new_run(world: World) -> dict:
    run = Run.objects.get(code=row(world, "office code"))
    return {
        "course": run.course_id,
        "locality": run.locality_id,
        "venue": run.venue_id,
        "format": "in_person",
        "capacity": "9",
        "minimum": "3",
        "languages": "ur",
        "is_listed": "on",
        "rhythm": "weekly",
        "first_on": "12/01/2027",
        "how_many": "4",
        "days": "",
        "hours": "10am to 12 midday",
    }


def _tried(world: World) -> dict:
    run = Run.objects.get(code=row(world, "office code"))
    second = row(world, "office:ask_trainer trainer")
    return {"first": "", "second": second, "seen": standing_of(run), "knows": "on"}


def _moved(world: World) -> dict:
    session = Session.objects.get(code=row(world, "office:move_session code"))
    venue = session.run.venue_id
    return {"held_on": f"{session.held_on:%d/%m/%Y}", "hours": "2pm to 4pm", "venue": venue, "knows": "on"}


def _course(world: World) -> dict:
    course = Course.objects.get(code=row(world, "office:course code"))
    return {
        "title": "Sleeping better",
        "strand": course.strand_id,
        "level": "further",
        "audiences": Audience.objects.get_or_create(name="carers", slug="carers")[0].pk,
        "needs_certified_facilitators": "on",
        "wanted_skills": "Makaton",
        "wanted_beside": "A BSL interpreter",
        "certificate_threshold": "60",
        "required_sessions": "1, 2",
        "review_on": "04/01/2028",
    }


def _venue(world: World) -> dict:
    venue = Venue.objects.get(slug=row(world, "office:venue slug"))
    facts = dict.fromkeys(("step_free", "accessible_toilet", "hearing_loop", "parking", "quiet_space"), "true")
    words = {"address": "1 Station Road", "postcode": "LS1 1AA", "getting_there": "Bus 4", "access_notes": "Ring"}
    return {"name": f"{venue.name} again", "room_size": "14", **words, **facts}


def _caller(world: World) -> dict:
    return {
        "run": row(world, "office code"),
        "name": "Jo",
        "full_name": "Jo Bell",
        "route": "letter",
        "phone": "0113 496 0999",
        "email": "jo@example.org",
        "address": "2 Station Road",
        "old_enough": "on",
        "agree": "on",
        "may_leave_message": "on",
        "capacities": "carer",
        "needs": "breaks",
        "needs_words": "A quiet corner",
        "person": "new",
    }


def _somebody_helps(world: World) -> dict:
    until = timezone.localdate() + timedelta(days=60)
    day = {"until_day": until.day, "until_month": until.month, "until_year": until.year}
    return {"name": "Kim", "email": "kim@example.org", "mobile": "07700 900 321", "scopes": "may_see", **day}


def _register(world: World) -> dict:
    run = Run.objects.get(code=row(world, "office code"))
    names = Enrolment.objects.filter(run=run).attending().values_list("code", flat=True)
    return dict.fromkeys(names, "apologies") | {"press": "save"}


def _keyed(world: World) -> dict:
    run = Run.objects.get(code=row(world, "office code"))
    names = Enrolment.objects.filter(run=run).attending().values_list("code", flat=True)
    return dict.fromkeys(names, "a") | {"press": "save"}


def _sent(world: World) -> dict:
    mark = {
        "event_uuid": "00000000-0000-4000-8000-000000000001",
        "enrolment_key": row(world, "my code"),
        "session": row(world, "teaching:register code"),
        "status": "apologies",
        "device_time": timezone.now().isoformat(),
        "device_id": "00000000-0000-4000-8000-000000000002",
        "number": 1,
        "previous_version": 0,
    }
    return {"person": person_key(world.people[Who.TRAINER]), "marks": json.dumps([mark])}


def _many_asked(world: World) -> dict:
    pk = CoursePage.objects.get(live=False, course__isnull=False).course_id
    return {f"ask-{pk}": "on", f"lived-{pk}": "jo@example.org", f"professional-{pk}": "ali@example.org"}


_two_signers = always(
    lived_name="Jo",
    lived_email="jo@example.org",
    professional_name="Ali",
    professional_email="ali@example.org",
    publishes="on",
)


def _own_course(world: World) -> dict:
    return _course(world) | {"partner": Partner.objects.get(name="Partner Here").pk, "code": "OWN01"}


def _own_venue(world: World) -> dict:
    own = {"partner": Partner.objects.get(name="Partner Here").pk, "locality": Locality.objects.get(name="Here").pk}
    return _venue(world) | own | {"name": "Our own room"}


def _sheet(world: World) -> dict:
    content = write_csv([column.name for column in COLUMNS["trainers"]], [["Bea Hall", "peer", "Here"]])
    term = Run.objects.get(code=row(world, "office code")).term_id
    return {"kind": "trainers", "term": term, "file": SimpleUploadedFile("trainers.csv", content)}


def step(screen: str, /, **fields) -> Filled:
    return Filled(Who.VISITOR, always(**fields), instead={"step": screen}, door="join:step")


FILLED: dict[str, Filled] = {
    # Signing in.
    "account_login": Filled(Who.VISITOR, always(login="sam@example.org")),
    "one_time_code": Filled(Who.VISITOR, always(name="kite-4821", code="012345")),
    "text_me": Filled(Who.VISITOR, always(name="kite-4821")),
    "ring_me": Filled(Who.VISITOR, always(phone="0113 496 0000", when="any")),
    # Referring oneself.
    "join:go_on": Filled(Who.VISITOR, lambda world: {"code": row(world, "join draft")}),
    "join:start": Filled(Who.VISITOR, always(name="Jo")),
    "join:step name": step("name", name="Jo"),
    "join:step reach": step(
        "reach",
        route="letter",
        email="jo@example.org",
        phone="0113 496 0999",
        address="2 Station Road",
        may_leave_message="on",
    ),
    "join:step about": step("about", old_enough="yes", capacities="carer"),
    "join:step guardian": step(
        "guardian",
        guardian_name="Mo Quill",
        guardian_is="parent",
        guardian_phone="0113 496 0998",
        guardian_email="mo@example.org",
        guardian_knows="yes",
    ),
    "join:step help": step("help", needs="breaks", needs_words="A quiet corner"),
    "join:step agreement": step("agreement", agree="on"),
    "join:talk": Filled(Who.VISITOR, lambda world: {"time": row(world, "office:talk code")}),
    "join:check": Filled(Who.VISITOR, always()),
    "my:change": Filled(
        Who.LEARNER,
        always(route="letter", address="3 Station Road", safe_times="Before 3pm", email="", phone="", language="ur"),
    ),
    "my:needs": Filled(Who.LEARNER, always(format="large_print", other="breaks", own_words="A chair with arms")),
    "my:needs_still_right": Filled(Who.LEARNER, always()),
    "my:supporters": Filled(Who.LEARNER, _somebody_helps),
    "my:end_supporter": Filled(Who.LEARNER, always()),
    "my:help_answer": Filled(Who.SUPPORTER, always(answer="yes")),
    "my:help_place": Filled(Who.SUPPORTER, always(press="leave")),
    "my:help_book": Filled(Who.SUPPORTER, always()),
    "office:supporters": Filled(Who.COORDINATOR, lambda world: _somebody_helps(world) | {"said": "Rang on Tuesday"}),
    "office:end_supporter": Filled(Who.COORDINATOR, always()),
    "my:equality": Filled(Who.LEARNER, always(**dict.fromkeys(QUESTIONS, RATHER_NOT))),
    "my:delete_old": Filled(Who.LEARNER, always()),
    "my:agreement": Filled(Who.LEARNER, always()),
    "my:offer": Filled(Who.LEARNER, always(answer="yes")),
    "my:talk": Filled(Who.LEARNER, lambda world: {"time": row(world, "office:talk code")}),
    "my:talk back": Filled(Who.LEARNER, always(press="give_back"), door="my:talk"),
    "my:graduation": Filled(Who.LEARNER, always(wish="with_courses")),
    "my:withdraw": Filled(Who.LEARNER, always()),
    "my:cant_come": Filled(Who.LEARNER, always()),
    "my:feed_page": Filled(Who.LEARNER, always(press="new")),
    "my:reminders": Filled(Who.LEARNER, always(wanted="no")),
    "my:share_what_helps": Filled(Who.LEARNER, always(shared="no")),
    "my:rest": Filled(Who.LEARNER, always(resting="yes")),
    "my:together": Filled(Who.LEARNER, always(press="alone")),
    # Teaching.
    "teaching:availability": Filled(Who.TRAINER, always(part="week", free=["0am", "2ev"])),
    "teaching:availability, a day": Filled(
        Who.TRAINER,
        always(part="away", first_on_day="4", first_on_month="1", first_on_year=str(timezone.localdate().year + 1)),
        door="teaching:availability",
    ),
    "teaching:availability, limits": Filled(
        Who.TRAINER,
        always(part="limits", sessions_a_week="3", sessions_in_a_row="1", minutes_away="40"),
        door="teaching:availability",
    ),
    "teaching:own_count": Filled(
        Who.TRAINER,
        always(
            hours="15.5",
            pence="195.50",
            changes_on_day="6",
            changes_on_month="4",
            changes_on_year=str(timezone.localdate().year + 1),
        ),
    ),
    "teaching:own_count forgotten": Filled(Who.TRAINER, always(press="drop"), door="teaching:own_count"),
    "teaching:claim": Filled(
        Who.TRAINER,
        lambda world: {
            "car_miles": "12.5",
            "passengers": "1",
            "receipts_pence": "£4.20",
            "what_for": "Bus fare",
            "receipt": SimpleUploadedFile("bus.jpg", picture("JPEG", (61, 40))),
        },
    ),
    "teaching:claim back": Filled(Who.TRAINER, always(press="withdraw"), door="teaching:claim"),
    "teaching:about_me": Filled(Who.TRAINER, always(public_name="Jo M")),
    "teaching:register": Filled(Who.TRAINER, _register),
    "teaching:new_face": Filled(Who.TRAINER, always(name="Jo", phone="0113 496 0888", email="", old_enough="on")),
    "teaching:raise_concern": Filled(
        Who.TRAINER,
        always(key=str(UUID(int=7)), about="other", words="A bruise, seen at ten", incident_number="D-17"),
    ),
    "teaching:find_paper": Filled(Who.TRAINER, lambda world: {"code": row(world, "teaching:key code")}),
    "teaching:key": Filled(Who.TRAINER, _keyed),
    "teaching:tell": Filled(Who.TRAINER, always(code="b" * 12, text="We meet in the garden today")),
    "teaching:debrief": Filled(Who.TRAINER, always(key=str(UUID(int=8)), words="A hard one", wants_call="on")),
    "teaching:send": Filled(Who.TRAINER, _sent),
    "teaching:check": Filled(Who.TRAINER, lambda world: {"name": row(world, "my code"), "status": "part"}),
    "teaching:stand_in": Filled(Who.ASKED, always(answer="yes")),
    "teaching:cant_come": Filled(Who.TRAINER, always(press="cant_come")),
    "teaching:offer": Filled(Who.ASKED, always(answer="yes")),
    # The office.
    "office:new_term": Filled(Who.COORDINATOR, _term),
    "office:edit_term": Filled(Who.COORDINATOR, _term),
    "office:add_run": Filled(Who.COORDINATOR, _new_run, shows_first=True),
    "office:copy_runs": Filled(Who.COORDINATOR, always(run="nobody")),
    "office:move_session": Filled(Who.COORDINATOR, _moved),
    "office:call_off_session": Filled(Who.COORDINATOR, always()),
    "office:term": Filled(Who.COORDINATOR, lambda world: {"run": row(world, "office code")}),
    "office:board": Filled(Who.COORDINATOR, lambda world: {"keep": row(world, "office code")}),
    "office:plan_term": Filled(Who.COORDINATOR, always()),
    "office:plan": Filled(Who.COORDINATOR, always(press="apply")),
    "office:edit_run": Filled(Who.COORDINATOR, _run),
    "office:call_off": Filled(Who.COORDINATOR, always(reason="few_people")),
    "office:ask_trainer": Filled(Who.COORDINATOR, lambda world: {"trainer": row(world, "office:ask_trainer trainer")}),
    "office:try_trainers": Filled(Who.COORDINATOR, _tried),
    "office:allocation": Filled(Who.COORDINATOR, always(answer="accept")),
    "office:note_gap": Filled(Who.COORDINATOR, lambda world: {"session": row(world, "office:note_gap session")}),
    "office:gap": Filled(Who.COORDINATOR, always(answer="can_come")),
    "office:start_unpaired": Filled(Who.MANAGER, always(reason="The peer trainer is ill")),
    "office:course": Filled(Who.COORDINATOR, _course),
    "office:venue": Filled(Who.COORDINATOR, _venue),
    "venue_pictures": Filled(
        Who.COORDINATOR,
        lambda world: {
            "press": "add",
            "shows": "A red door",
            "picture": SimpleUploadedFile("red.png", picture("PNG", (61, 40))),
        },
    ),
    "venue_picture": Filled(Who.COORDINATOR, always(press="words", shows="A green door, with a ramp")),
    "venue_picture away": Filled(Who.COORDINATOR, always(press="take_away"), door="venue_picture"),
    "office:enrol": Filled(Who.COORDINATOR, _caller),
    "office:enrol_known": Filled(Who.COORDINATOR, lambda world: {"run": row(world, "office code"), "agree": "on"}),
    "office:line": Filled(Who.COORDINATOR, always(reason="", together="")),
    "office:exchange": Filled(
        Who.COORDINATOR, lambda world: {"run": row(world, "office:exchange run"), "reason": "our_mistake"}
    ),
    "office:compare": Filled(Who.COORDINATOR, always(press="merge")),
    "office:compare apart": Filled(Who.COORDINATOR, always(press="apart"), door="office:compare"),
    "office:notes": Filled(
        Who.COORDINATOR,
        always(
            text="Likes to be rung after three",
            about_on_day="2",
            about_on_month="11",
            about_on_year="2026",
            readers="office",
        ),
    ),
    "office:take_away_note": Filled(Who.COORDINATOR, always()),
    "office:undo_merge": Filled(Who.COORDINATOR, always()),
    "office:act_on_place": Filled(Who.COORDINATOR, always(press="withdraw", reason="")),
    "office:need": Filled(
        Who.COORDINATOR, always(action="Keep the seat by the door free", knows="trainers", status="arranged")
    ),
    "office:concern open": Filled(Who.SAFEGUARDING, always(press="open"), door="office:concern"),
    "office:concern number": Filled(
        Who.SAFEGUARDING, always(press="number", incident_number="D-18"), door="office:concern"
    ),
    "office:talks": Filled(
        Who.COORDINATOR,
        lambda world: {
            "host": "Amina",
            "place": f"phone-{Locality.objects.get(name='Here').pk}",
            "on": "12/01/2027",
            "hours": "10am to 12 midday",
            "minutes": "30",
        },
    ),
    "office:talk": Filled(Who.COORDINATOR, always()),
    "office:talk_with": Filled(Who.COORDINATOR, lambda world: {"time": row(world, "office:talk_with time")}),
    "office:talk_with had": Filled(Who.COORDINATOR, always(press="done"), door="office:talk_with"),
    "office:guardian": Filled(
        Who.COORDINATOR, always(press="agrees", said_by="Mo Quill", said_on=f"{timezone.localdate():%d/%m/%Y}")
    ),
    "office:guardian anew": Filled(Who.COORDINATOR, always(press="anew"), door="office:guardian"),
    "office:guardian of age": Filled(Who.COORDINATOR, always(press="of_age"), door="office:guardian"),
    "office:debrief": Filled(Who.COORDINATOR, always()),
    "office:follow_up": Filled(Who.COORDINATOR, always(became="no_reply", said="The line was engaged", tries="0")),
    "office:agreed": Filled(Who.COORDINATOR, always()),
    "office:edit_person": Filled(
        Who.COORDINATOR, always(name="Jo", route="call", phone="0113 496 0777", emergency_name="", capacities="carer")
    ),
    "office:certificate words": Filled(
        Who.COORDINATOR,
        always(press="words", name="Zofia Łaska", title="A course on living well"),
        door="office:certificate",
    ),
    "office:certificate back": Filled(
        Who.COORDINATOR, always(press="take_back", reason="asked_for_it"), door="office:certificate"
    ),
    "office:make_run_certificates": Filled(Who.COORDINATOR, always()),
    "office:make_graduation": Filled(Who.COORDINATOR, always()),
    "office:graduation": Filled(
        Who.COORDINATOR, lambda world: {"learner": row(world, "office:graduation learner"), "wish": "name_only"}
    ),
    "office:give_certificate": Filled(Who.COORDINATOR, always(reason="could_not_come")),
    "office:announce": Filled(
        Who.COORDINATOR,
        lambda world: {
            "text": "We are closed for snow.",
            "whom": "runs",
            "runs": Run.objects.get(code=row(world, "office code")).pk,
            "is_needed": "yes",
            "code": "bcdfghjkmnpq",
            "press": "send",
        },
    ),
    "office:test_message": Filled(Who.MANAGER, always()),
    "office:sentences": Filled(Who.COORDINATOR, always(press="begin")),
    "office:words_of": Filled(
        Who.COORDINATOR, always(lead="Hello [name], come in.", text="Come in. Ring [phone].", press="save")
    ),
    "office:easy_words_of": Filled(Who.COORDINATOR, lambda world: EASY_SENTENCES),
    "office:reply": Filled(Who.COORDINATOR, always(press="done")),
    "office:take_back": Filled(Who.COORDINATOR, always()),
    "office:ring_caller": Filled(Who.COORDINATOR, always(outcome="reached", number="1")),
    "office:ring_learner": Filled(Who.COORDINATOR, always(outcome="ring_back", again_on="12 January 2099", number="1")),
    "office:tell_another_way": Filled(Who.COORDINATOR, always(channel="email")),
    "office:letters_posted": Filled(
        Who.COORDINATOR, lambda world: {"letter": world.rows[Side.HERE]["office:letter pk"]}
    ),
    "office:message_done": Filled(Who.COORDINATOR, always(press="again")),
    "office:sign_in_code": Filled(Who.COORDINATOR, always()),
    "office:trainer": Filled(Who.COORDINATOR, always(email="bea@example.org")),
    "office:trainer_reach": Filled(Who.COORDINATOR, always(phone="07700 900 321", route="text")),
    "office:trainer_limits": Filled(Who.COORDINATOR, always(sessions_a_week="2", never_alone="on")),
    "office:trainer_code": Filled(Who.COORDINATOR, always()),
    "office:releases": Filled(
        Who.COORDINATOR, always(said_by="Dr Hall", weekdays=["1", "3"], until=f"31/03/{timezone.localdate().year + 1}")
    ),
    "office:pathway": Filled(
        Who.COORDINATOR, always(part="step", key="references", done_on=f"{timezone.localdate():%d/%m/%Y}")
    ),
    "office:pathway check": Filled(
        Who.COORDINATOR,
        always(**{"part": "check", "check-until": f"31/03/{timezone.localdate().year + 1}"}),
        door="office:pathway",
    ),
    "office:pathway level": Filled(Who.COORDINATOR, always(part="level-leads"), door="office:pathway"),
    "office:trainer_pay": Filled(Who.COORDINATOR, always(paid_as="involvement")),
    "office:claim": Filled(Who.COORDINATOR, always(pence="2000")),
    "office:claim back": Filled(
        Who.COORDINATOR, always(press="send_back", sentence="Which bus was it?"), door="office:claim"
    ),
    "office:pay_claims": Filled(Who.MANAGER, lambda world: {"claims": row(world, "office:pay_claims claim")}),
    "office:rates": Filled(
        Who.MANAGER,
        always(
            from_on="06/04/2027",
            block_pence="21.50",
            block_hours="3",
            mile_pence="45",
            passenger_pence="5",
            bicycle_pence="20",
        ),
    ),
    "office:appreciations": Filled(
        Who.MANAGER,
        lambda world: {
            "key": str(UUID(int=9)),
            "partner": Partner.objects.get(name="Partner Here").pk,
            "pence": "50",
            "what_for": "Their room",
            "paid_on": "02/11/2026",
        },
    ),
    "office:take_back_appreciation": Filled(Who.MANAGER, always()),
    "office:team": Filled(
        Who.ADMINISTRATOR, always(name="Ada", email="ada@example.org", kind="coordinator", locality="")
    ),
    "office:end_role": Filled(Who.ADMINISTRATOR, always()),
    "office:college area": Filled(Who.MANAGER, always(press="area", name="Hills"), door="office:college"),
    "office:college strand": Filled(
        Who.MANAGER, always(press="strand", **{"strand-name": "Hope"}), door="office:college"
    ),
    "partners:new_course": Filled(Who.PARTNER, _own_course),
    "partners:new_venue": Filled(Who.PARTNER, _own_venue),
    "partners:add_run": Filled(Who.PARTNER, _new_run, shows_first=True),
    "partners:course": Filled(Who.PARTNER, _course),
    "partners:venue": Filled(Who.PARTNER, _venue),
    "partners:run": Filled(Who.PARTNER, _run),
    "partner_words": Filled(Who.PARTNER, always(title="Living well", hook="Come along.", learn="This\nThat")),
    "partners:move_session": Filled(Who.PARTNER, lambda world: _moved(world) | {"venue": ""}),
    "partners:call_off_session": Filled(Who.PARTNER, always()),
    "partner_picture": Filled(
        Who.PARTNER,
        lambda world: {
            "press": "save",
            "picture": SimpleUploadedFile("red.png", picture("PNG", (61, 40))),
            "shows": "A garden gate",
        },
    ),
    "partner_easy_read": Filled(
        Who.PARTNER,
        always(**{"said-TOTAL_FORMS": "1", "said-INITIAL_FORMS": "0", "said-0-words": "We dig and we sit."}),
    ),
    "partner_sign": Filled(Who.PARTNER, _two_signers),
    "opening:question": Filled(Who.MANAGER, always(help_phone="01632 960 100")),
    "office:local_words": Filled(Who.MANAGER, always(word_learner="student", word_learners="students")),
    "office:words_for": Filled(Who.MANAGER, always(word_learner="colleague", word_learners="colleagues")),
    # Sheets.
    "imports:upload": Filled(Who.COORDINATOR, _sheet),
    "imports:line": Filled(Who.COORDINATOR, always(**{f"cell-{place}": "Bea" for place in range(10)})),
    "imports:line cell": Filled(Who.COORDINATOR, always(press="cell", column="Name", words="Bea"), door="imports:line"),
    "imports:line suggestion": Filled(Who.COORDINATOR, always(suggestion='{"Name": "Bea"}'), door="imports:line"),
    "imports:apply": Filled(Who.COORDINATOR, always(overwrite="2:kind")),
    "imports:tell": Filled(Who.COORDINATOR, always(press="send")),
    "imports:put_away": Filled(Who.COORDINATOR, always()),
    "imports:drafts": Filled(Who.COORDINATOR, always()),
    # Pages.
    "prospectus_anew": Filled(Who.COORDINATOR, lambda world: {"edition": row(world, "prospectus_anew edition")}),
    "signoff:words": Filled(
        Who.LEARNER, always(press="send_back", credit="Jo", comment="Say who it is for", shows_capacity="on")
    ),
    "cms_course_languages": Filled(Who.COORDINATOR, always(language="cy")),
    "signoff:ask": Filled(Who.COORDINATOR, _two_signers),
    "signoff:ask_many": Filled(Who.COORDINATOR, _many_asked),
    "signoff:emergency": Filled(Who.MANAGER, always(reason="A wrong telephone number")),
}

# Doors of libraries, which have their own suites, and those that lead on whatever is sent.
OF_LIBRARIES = {
    "account_confirm_login_code",
    "account_logout",
    "account_reauthenticate",
    "account_request_login_code",
    "account_signup",
    "after_sign_in",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_trust",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_connections",
    "socialaccount_signup",
    "usersessions_list",
}
