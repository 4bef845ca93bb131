"""One college with two sides, HERE and THERE, alike in everything: every row an address can name, twice.

Whoever belongs to one side has to be refused on the other.
"""

import datetime as dt
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)
from PIL import Image
from wagtail.documents.models import Document
from wagtail.images import get_image_model

from cms.actions import draft_course_page, lay_out_site
from cms.groups import keep_in_step
from cms.models import PrintedProspectus, SignRequest, VenuePicture
from college.models import Message, User
from courses.actions.opening import name_usual_signers
from courses.models import Partner, Role, Run, Session, SheetImport, SheetLine
from enrolment.certificates.words import attendance_words, course_words, words_for
from enrolment.learners.answers import Answers
from enrolment.learners.details import open_calendar
from enrolment.learners.support.queries import SCOPES
from enrolment.models import (
    Allocation,
    Announcement,
    Appreciation,
    CallRequest,
    Certificate,
    CertificatePrintRun,
    Claim,
    Clearance,
    Concern,
    Debrief,
    Enrolment,
    FollowUp,
    Gap,
    Guardian,
    Learner,
    Mark,
    MarkEvent,
    MarkFlag,
    Merge,
    Note,
    Offer,
    Receipt,
    ReferralDraft,
    Reply,
    StandIn,
    Support,
    TermPlan,
    Trainer,
    WelcomeTalk,
)
from enrolment.office.actions.merging import merge_records
from enrolment.places.actions import walk_in, withdraw
from tests.architecture.doors import Side, Who
from tests.cms.test_pictures import picture
from tests.factories import (
    AllocationFactory,
    AudienceFactory,
    CourseFactory,
    EnrolmentFactory,
    LearnerFactory,
    LocalityFactory,
    RunFactory,
    TermFactory,
    TrainerFactory,
    UserFactory,
    VenueFactory,
    set_policy,
)

# No title under /my/ may say so.
TITLES = {Side.HERE: "Living with voices", Side.THERE: "After a loss"}
HELPING = ("helped", "help_answer", "help_place", "help_book")
OFFICE = {
    Who.COORDINATOR: ("coordinator", Side.HERE),
    Who.COORDINATOR_ELSEWHERE: ("coordinator", Side.THERE),
    Who.MANAGER: ("manager", None),
    Who.MANAGER_ELSEWHERE: ("manager", Side.THERE),
    Who.ADMINISTRATOR: ("administrator", None),
    Who.PARTNER: ("partner", Side.HERE),
    Who.OTHER_PARTNER: ("partner", Side.THERE),
    Who.SAFEGUARDING: ("safeguarding", None),
    Who.ANALYST: ("analyst", None),
    Who.BOARD_READER: ("board_reader", None),
    Who.DATA_PROTECTION: ("data_protection", None),
    Who.LEAVER: ("manager", None),
}


@dataclass
class World:
    """Who there is, and what each address is called on each side."""

    people: dict[Who, User | None] = field(default_factory=dict)
    rows: dict[Side, dict[str, Any]] = field(default_factory=dict)
    clients: dict[Who, Client] = field(default_factory=dict)
    page: int = 0
    # Of a run that ended too long ago for its trainer to look at.
    last_terms: Session | None = None

    def arguments(self, route: str, names: list[str], side: Side) -> dict[str, Any]:
        """What stands in the address of `route`, by the names of its arguments, on `side`."""
        rows = self.rows[side]
        return {name: rows.get(f"{route} {name}", rows.get(f"{route.partition(':')[0]} {name}")) for name in names}


def make_world() -> World:
    world, now = World(), timezone.now()
    places = {side: LocalityFactory(name=side.value) for side in Side}
    _appoint(world, places)
    set_policy(unasked=["heard"])  # so that there is an old answer to delete
    world.page = lay_out_site(now=now).pk
    people = {"lived": ("Jo", "jo@example.org"), "professional": ("Ali", "ali@example.org")}
    name_usual_signers(people=people, by=None, now=now)
    for side in Side:
        world.rows[side] = _make_side(world, side, places[side], now)
    for user in world.people.values():
        if user is not None:
            keep_in_step(user)
    for who, user in world.people.items():
        world.clients[who] = sign_in(user)
    User.objects.filter(pk=world.people[Who.LEAVER].pk).update(is_active=False)
    return world


def sign_in(user: User | None, *, by: str = "mfa") -> Client:
    """A browser in which `user` has just signed in with a second factor, or by "code" alone; None: a visitor's."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
        session = client.session
        shown = {"method": by, "at": timezone.now().timestamp(), "reauthenticated": True}
        session["account_authentication_methods"] = [shown]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def _appoint(world: World, places: dict) -> None:
    world.people[Who.VISITOR] = None
    for who, (kind, side) in OFFICE.items():
        user = UserFactory(name=who.value, email=f"{who.name.lower()}@example.org")
        # A partner teaches in every locality: its own rows alone are what it is held to.
        partner = Partner.objects.create(name=f"Partner {side.value}") if kind == "partner" else None
        Role.objects.create(user=user, kind=kind, locality=None if partner else places.get(side), partner=partner)
        world.people[who] = user


def _make_side(world: World, side: Side, locality, now: dt.datetime) -> dict[str, Any]:
    is_here = side is Side.HERE
    partner = Partner.objects.get(name=f"Partner {side.value}")
    course = CourseFactory(code=f"C-{side.name}", title=TITLES[side], partner=partner, public=True)
    term, venue = TermFactory(), VenueFactory(locality=locality, partner=partner)
    run = RunFactory(course=course, term=term, locality=locality, venue=venue)
    learner = LearnerFactory(name=f"Learner {side.value}")
    enrolment = EnrolmentFactory(run=run, learner=learner)
    teaches = AllocationFactory(run=run, trainer__name=f"Trainer {side.value}", trainer__kind="peer")
    asked = _asked(run, side)
    stand_in = _asked_to_stand_in(teaches, now)
    for allocation in (teaches, asked):
        allocation.trainer.localities.add(locality)
    if is_here:
        _no_longer_teaching(world, run, learner)
    need = learner.needs.create(kind="step_free")
    world.people[Who.LEARNER if is_here else Who.OTHER_LEARNER] = learner.user
    world.people[Who.TRAINER if is_here else Who.OTHER_TRAINER] = teaches.trainer.user
    world.people[Who.ASKED if is_here else Who.ASKED_ELSEWHERE] = asked.trainer.user
    planner = world.people[Who.COORDINATOR if is_here else Who.COORDINATOR_ELSEWHERE]
    support = _helped(learner, now)
    world.people[Who.SUPPORTER if is_here else Who.OTHER_SUPPORTER] = support.user
    waits = _waiting(learner, run)
    taught = _taught(learner, course, term, locality, venue)
    sheet = _sheet(planner, term, side, now)
    drafts = _drafts(run, enrolment, side, now)
    session = run.sessions_on()[0]
    _flagged(enrolment, session, teaches.trainer.user, now)
    role = Role.objects.create(user=UserFactory(), kind="analyst", locality=locality)
    return (
        {
            "office:term slug": term.slug,
            "office:edit_term slug": term.slug,
            "office:add_run slug": term.slug,
            "office:copy_runs slug": term.slug,
            "office:term_sheet slug": term.slug,
            "office:board slug": term.slug,
            "office:plan_term slug": term.slug,
            "office:compare_plans code": _plan(planner, term, now),
            "office:plan code": _plan(planner, term, now),
            "office:compare_plans other": _plan(planner, term, now),
            "office:demand slug": term.slug,
            "office:demand_sheet slug": term.slug,
            "office:rehearsal slug": term.slug,
            "office:run_certificates code": taught.enrolment.run.code,
            "office:make_run_certificates code": taught.enrolment.run.code,
            **_celebrated(taught, now),
            "office:run_list_of_certificates code": taught.enrolment.run.code,
            "office:certificates_sheet code": taught.enrolment.run.code,
            "office:certificate code": taught.code,
            "office:certificate_paper code": taught.code,
            "office:give_certificate code": taught.enrolment.code,
            "office:attendance_letter code": taught.enrolment.code,
            "office:start_unpaired code": session.code,
            "office:move_session code": session.code,
            "office:call_off_session code": session.code,
            "office:printed_register code": session.code,
            "office:allocation code": asked.code,
            "office:course code": course.code,
            "office:venue slug": venue.slug,
            "venue slug": venue.slug,
            "venue_pictures slug": venue.slug,
            "venue_picture slug": venue.slug,
            "venue_picture pk": _photographed(venue),
            "office:local_words slug": locality.slug,
            "office:words_for slug": AudienceFactory().slug,
            "partners:course code": course.code,
            "partners:venue slug": venue.slug,
            "partners:run code": run.code,
            "partners:add_run slug": term.slug,
            "partners:move_session code": session.code,
            "partners:call_off_session code": session.code,
            "partner_words code": course.code,
            "partner_picture code": course.code,
            "partner_easy_read code": course.code,
            "partner_sign code": course.code,
            "opening:question name": "reach" if is_here else "name",
            "office:person code": learner.code,
            "office:ring_learner code": learner.code,
            "office:tell_another_way code": learner.code,
            "office:sign_in_code code": learner.code,
            "office:edit_person code": learner.code,
            "office:follow_up code": _missed(enrolment, session, now).code,
            "office:compare code": learner.code,
            "office:notes code": learner.code,
            "office:take_away_note code": learner.code,
            "office:take_away_note note_id": _noted(learner, now).pk,
            "office:compare other": _twin(run).code,
            "office:undo_merge code": _merged(run, world, now).code,
            "office:agreed code": _new_face(run, teaches.trainer.user, now).code,
            "my:change part": "reach",
            **dict.fromkeys((f"my:{door} code" for door in HELPING), support.code),
            "my:help_place place": enrolment.code,
            "my:help_book run": RunFactory(course=course, term=term, locality=locality, venue=venue).code,
            "my:end_supporter code": support.code,
            "office:supporters code": learner.code,
            "office:end_supporter code": learner.code,
            "office:end_supporter support": support.code,
            "my:delete_old block": "heard",
            "office:trainer code": teaches.trainer.code,
            "office:trainer_code code": teaches.trainer.code,
            "office:trainer_reach code": teaches.trainer.code,
            "office:trainer_limits code": teaches.trainer.code,
            "office:trainer_pay code": teaches.trainer.code,
            "office:releases code": teaches.trainer.code,
            "office:pathway code": _on_the_way(teaches.trainer, planner, now).code,
            **_claimed(run, teaches.trainer, world.people[Who.MANAGER], now),
            "office:take_back_appreciation code": _thanked(partner, world.people[Who.MANAGER], now),
            "office:end_role role_id": role.pk,
            "office:enrol_known code": learner.code,
            "office:act_on_place code": enrolment.code,
            "office:need code": learner.code,
            "office:need need_id": need.pk,
            "office:ask_trainer trainer": _free_trainer(run).code,
            "office code": run.code,
            "teaching:register code": session.code,
            "teaching:check code": session.code,
            "teaching:said code": session.code,
            "teaching:what_helps code": session.code,
            "teaching:debrief code": session.code,
            **_talks(learner, course, locality, now),
            "office:guardian code": _young(run, now),
            "office:debrief code": Debrief.objects.create(
                key=uuid4(), session=session, wants_call=True, by=teaches.trainer.user, at=now
            ).code,
            "teaching:tell code": session.code,
            "teaching:key code": session.code,
            "teaching:raise_concern code": session.code,
            "teaching:concern code": (concern := _concern(enrolment, session, teaches.trainer.user, now)).code,
            "office:concern code": concern.code,
            "teaching:new_face code": _today(run, teaches.trainer).code,
            "teaching:run code": run.code,
            "teaching:offer code": asked.code,
            "teaching:cant_come code": run.sessions_on()[1].code,
            "office:note_gap code": teaches.code,
            "office:note_gap session": run.sessions_on()[1].code,
            "office:gap code": stand_in.gap.code,
            "teaching:stand_in code": stand_in.code,
            "my:certificate code": taught.code,
            "my code": enrolment.code,
            "office:words_of event": "confirmed",
            "office:easy_words_of event": "confirmed",
            "office:sentences language": "ur",
            "my:feed code": open_calendar(learner=learner, by=learner.user, now=now).calendar_code,
            "my:cant_come session": session.code,
            "my:together code": waits.code,
            "office:line code": waits.code,
            "office:exchange code": enrolment.code,
            "office:exchange run": RunFactory(course=course, term=term, locality=locality, venue=venue).code,
            "my:offer code": _offered(learner, run).code,
            "imports:blank name": "trainers.csv" if is_here else "programme.csv",
            "imports code": sheet.code,
            "imports:line number": sheet.lines.get().number,
            "checking:certificate code": taught.code,
            "cms_course_words code": course.code,
            "cms_course_languages code": course.code,
            "signoff code": course.code,
            "signoff:words code": _asked_to_sign(learner.user, now).code,
            "join run": run.code,
        }
        | drafts
        | _messages(enrolment, side)
        | _announced(run, now)
        | {"office:reply code": _answered(learner, now)}
        | _printed(term, course, locality, now)
        | _files(side)
        | _passkey(learner.user)
        | {"wagtail_serve 0": "courses/" if is_here else _draft_page(now)}
    )


def _helped(learner: Learner, now: dt.datetime) -> Support:
    """Somebody acts for `learner` in everything."""
    user = UserFactory(name=f"Supporter of {learner.name}")
    scopes = dict.fromkeys(SCOPES, True)
    until = timezone.localdate(now) + dt.timedelta(days=90)
    facts = {"learner": learner, "user": user, "name": "Kim", "until": until, "by": learner.user}
    return Support.objects.create(**facts, **scopes, at=now, accepted_at=now)


def _on_the_way(trainer: Trainer, by: User, now: dt.datetime) -> Trainer:
    """A step of a trainer is written down."""
    trainer.steps.create(key="conversation", done_on=timezone.localdate(now), by=by, at=now)
    return trainer


def _flagged(enrolment: Enrolment, session, by: User, now: dt.datetime) -> None:
    """Two phones have said different things."""
    mark = Mark.objects.create(enrolment=enrolment, session=session, status="present", version=1)
    event = MarkEvent.objects.create(mark=mark, became="present", by=by, at=now)
    MarkFlag.objects.create(event=event, kind="disagrees", raised_at=now)


def _concern(enrolment: Enrolment, session, by: User, now: dt.datetime) -> Concern:
    """A concern that nobody has opened yet."""
    facts = {"enrolment": enrolment, "session": session, "raised_by": by, "raised_at": now}
    return Concern.objects.create(key=uuid4(), words="She said that he hurts her", **facts)


def _missed(enrolment: Enrolment, session, now: dt.datetime) -> FollowUp:
    """A call to make after somebody was missed."""
    facts = {"reason": "first", "made_at": now, "due_on": now.date()}
    return FollowUp.objects.create(enrolment=enrolment, session=session, **facts)


def _talks(learner: Learner, course, locality, now: dt.datetime) -> dict[str, str]:
    """A place that is kept until a talk, the talk, and a free time."""
    kept = EnrolmentFactory(run=RunFactory(course=course, locality=locality), learner=learner)
    Enrolment.objects.filter(pk=kept.pk).update(status="requested")
    facts = {"locality": locality, "host": "Amina", "at": now}
    free, other = (WelcomeTalk.objects.create(starts_at=now + dt.timedelta(days=day), **facts).code for day in (2, 3))
    return {"office:talk code": free, "office:talk_with time": other, "office:talk_with code": learner.code}


def _young(run: Run, now: dt.datetime) -> str:
    """Somebody under age, whose place on another run like `run` is kept until their guardian agrees."""
    learner = LearnerFactory()
    other = RunFactory(course=run.course, term=run.term, locality=run.locality, venue=run.venue)
    EnrolmentFactory(run=other, learner=learner)
    facts = {"name": "Mo Quill", "phone": "0113 496 0998", "relation": "parent", "knows": True, "named_at": now}
    Guardian.objects.create(learner=learner, **facts)
    Enrolment.objects.filter(learner=learner).update(status="requested")
    Learner.objects.filter(pk=learner.pk).update(age_confirmed=False)
    return learner.code


def _photographed(venue) -> int:
    image = get_image_model().objects.create(title="A door", file=ContentFile(picture("PNG"), "door.png"))
    return VenuePicture.objects.create(venue=venue, picture=image, shows="A green door").pk


def _today(run: Run, trainer: Trainer) -> Session:
    """A session of today that `trainer` takes, of another run like `run`; not its first, which wants its pair."""
    began = timezone.localdate() - dt.timedelta(weeks=1)
    facts = {"course": run.course, "term": run.term, "locality": run.locality, "venue": run.venue}
    other = RunFactory(sessions=2, sessions__first_on=began, **facts)
    AllocationFactory(run=other, trainer=trainer)
    return other.sessions_on()[1]


def _new_face(run: Run, by: User, now: dt.datetime) -> Learner:
    """Somebody who came on the day, and is still to be asked."""
    learner = Learner.objects.create(name="Newcomer", phone="0113 496 0555", route="call", age_confirmed=True)
    walk_in(run=run, learner=learner, by=by, now=now)
    return learner


def _claimed(run: Run, trainer: Trainer, payer: User, now: dt.datetime) -> dict[str, str]:
    """What `trainer` claims for two sessions of another run like `run`: one sent with a receipt, one approved."""
    began = timezone.localdate(now) - dt.timedelta(weeks=3)
    facts = {"course": run.course, "term": run.term, "locality": run.locality, "venue": run.venue}
    other = RunFactory(sessions=2, sessions__first_on=began, **facts)
    AllocationFactory(run=other, trainer=trainer, made_at=now - dt.timedelta(weeks=9))
    sent, approved = (
        Claim.objects.create(
            trainer=trainer,
            session=session,
            blocks=1,
            involvement_pence=2000,
            claimed_by=trainer.user,
            submitted_at=now,
        )
        for session in other.sessions_on()
    )
    Receipt.objects.create(claim=sent, kind="application/pdf", content=b"%PDF-1.7\n", at=now)
    Claim.objects.filter(pk=approved.pk).update(status="approved", approved_by=payer, approved_at=now)
    return {
        "teaching:claim code": sent.session.code,
        "teaching:receipt code": sent.session.code,
        "office:claim code": sent.code,
        "office:receipt code": sent.code,
        "office:pay_claims claim": approved.code,
    }


def _thanked(partner: Partner, by: User, now: dt.datetime) -> str:
    facts = {"what_for": "Their room", "paid_on": timezone.localdate(now), "by": by, "at": now}
    return Appreciation.objects.create(key=uuid4(), partner=partner, pence=5000, **facts).code


def _free_trainer(run: Run) -> Trainer:
    """Someone who could still be asked to teach `run`."""
    trainer = TrainerFactory(kind="professional")
    trainer.localities.add(run.locality)
    trainer.strands.add(run.course.strand)
    Clearance.objects.create(trainer=trainer, until=timezone.localdate() + dt.timedelta(days=365))
    return trainer


def _asked(run: Run, side: Side) -> Allocation:
    trainer = TrainerFactory(name=f"Asked {side.value}", kind="professional")
    return AllocationFactory(run=run, trainer=trainer, status=Allocation.Status.PROPOSED)


def _asked_to_stand_in(teaches: Allocation, now: dt.datetime) -> StandIn:
    """Somebody is asked to come to the last session of the run instead of who teaches it."""
    session = teaches.run.sessions_on()[-1]
    gap = Gap.objects.create(allocation=teaches, session=session, by=teaches.trainer.user, said_at=now)
    trainer = TrainerFactory(kind="peer")
    Clearance.objects.create(trainer=trainer, until=session.held_on)
    return StandIn.objects.create(gap=gap, trainer=trainer, made_at=now, until=session.starts_at)


def _no_longer_teaching(world: World, run: Run, learner: Learner) -> None:
    """Who was released from `run`; and who took the same course through last term, with the same learner."""
    world.people[Who.RELEASED] = AllocationFactory(run=run, status="released").trainer.user
    long_ago = {"sessions": 1, "sessions__first_on": timezone.localdate() - dt.timedelta(days=90)}
    of_it = {"course": run.course, "term": run.term, "locality": run.locality, "venue": run.venue}
    before = RunFactory(status="finished", sessions__status="held", **long_ago, **of_it)
    world.people[Who.LAST_TERMS] = AllocationFactory(run=before).trainer.user
    world.last_terms, asked_at = before.sessions.get(), timezone.now() - dt.timedelta(days=100)
    Enrolment.objects.create(run=before, learner=learner, status="completed", source="self", asked_at=asked_at)


def _taught(learner: Learner, course, term, locality, venue) -> Certificate:
    """A certificate for a run that is over."""
    last_month = timezone.localdate() - dt.timedelta(weeks=5)
    fields = {"sessions": 1, "sessions__first_on": last_month, "sessions__status": "held"}
    run = RunFactory(course=course, term=term, locality=locality, venue=venue, status="finished", **fields)
    enrolment = Enrolment.objects.create(
        run=run, learner=learner, status="completed", source="self", asked_at=timezone.now() - dt.timedelta(weeks=9)
    )
    session = run.sessions_on()[0]
    words = words_for(enrolment, course_words(run)) | attendance_words([session], [session])
    return Certificate.objects.create(
        enrolment=enrolment, words=words, sessions_attended=1, sessions_held=1, issued_at=timezone.now()
    )


def _celebrated(taught: Certificate, now: dt.datetime) -> dict[str, str]:
    """The print runs of a run and of a graduation, each with its file."""
    run = taught.enrolment.run
    for whose in ({"run": run}, {"term": run.term, "locality": run.locality}):
        file = ContentFile(b"%PDF-1.7\n", name="certificates.pdf")
        CertificatePrintRun.objects.create(status="ready", file=file, asked_at=now, **whose)
    doors = ("graduation", "graduation_sheet", "graduation_names", "graduation_certificates", "make_graduation")
    return (
        {f"office:{door} slug": run.term.slug for door in doors}
        | {f"office:{door} place": run.locality.slug for door in doors}
        | {"office:graduation learner": taught.enrolment.learner.code}
        | {"office:graduations slug": run.term.slug, "my:graduation slug": run.term.slug}
    )


def _plan(by: User, term, now: dt.datetime) -> str:
    """The code of a plan that is ready and changes nothing."""
    return TermPlan.objects.create(term=term, by=by, asked_at=now, status=TermPlan.Status.READY).code


def _noted(learner: Learner, now: dt.datetime) -> Note:
    return Note.objects.create(learner=learner, text="Rings back", about_on=timezone.localdate(now), at=now)


def _twin(run: Run) -> Learner:
    """Another record with a place HERE or THERE."""
    other = RunFactory(course=run.course, term=run.term, locality=run.locality, venue=run.venue)
    return EnrolmentFactory(run=other).learner


def _merged(run: Run, world: World, now: dt.datetime) -> Merge:
    by = world.people[Who.MANAGER]
    return merge_records(kept=_twin(run), gone=LearnerFactory(), by=by, now=now)


def _sheet(by: User, term, side: Side, now: dt.datetime) -> SheetImport:
    """With one line, whose number the other side's sheet does not have."""
    sheet = SheetImport.objects.create(kind="trainers", term=term, file_name="trainers.csv", by=by, at=now)
    SheetLine.objects.create(sheet=sheet, number=2 if side is Side.HERE else 7, cells={"Name": "Bea Hall"})
    return sheet


def _offered(learner: Learner, run: Run) -> Offer:
    """A place kept for `learner` on another run like `run`."""
    other = RunFactory(course=run.course, term=run.term, locality=run.locality, venue=run.venue, capacity=1)
    holder = EnrolmentFactory(run=other)
    waits = EnrolmentFactory(run=other, learner=learner)
    withdraw(enrolment=holder, by=None, now=timezone.now())
    return waits.offers.get()


def _waiting(learner: Learner, run: Run) -> Enrolment:
    """`learner` waits for another run like `run`."""
    other = RunFactory(course=run.course, term=run.term, locality=run.locality, venue=run.venue, capacity=1)
    EnrolmentFactory(run=other)
    return EnrolmentFactory(run=other, learner=learner)


def _drafts(run: Run, enrolment: Enrolment, side: Side, now: dt.datetime) -> dict[str, str]:
    answers = Answers(name="Jo", route="call", phone="0113 496 0000", old_enough=True, agreement_version=1)
    times = {"started_at": now, "touched_at": now}
    filled = ReferralDraft.objects.create(run=run, answers=answers.as_json(), **times)
    done = ReferralDraft.objects.create(run=run, enrolment_code=enrolment.code, **times)
    return {
        "join draft": filled.code,
        "join:done draft": done.code,
        "join:calendar draft": done.code,
        "join:talk draft": done.code,
        "join:step step": "reach",
    }


def _messages(enrolment: Enrolment, side: Side) -> dict[str, int]:
    """One sent, and a letter that wants printing."""
    fields = {"to_address": "1 Station Road", "text": "Hello", "about": enrolment.code}
    sent = Message.objects.create(key=f"sent:{side.name}", channel="email", status="sent", message_id="1", **fields)
    letter = Message.objects.create(key=f"letter:{side.name}", channel="letter", message_id="2", **fields)
    return {
        "shown_message pk": sent.pk,
        "shown_html pk": sent.pk,
        "office:letter pk": letter.pk,
        "office:message_done pk": letter.pk,
        "office:ring_caller code": CallRequest.objects.create(
            phone=f"0113496{side.name}", asked_at=timezone.now()
        ).code,
    }


def _announced(run: Run, now: dt.datetime) -> dict[str, str]:
    """Something that everyone on `run` is about to be told."""
    announcement = Announcement.objects.create(text="Closed for snow", written_at=now, leaves_at=now)
    announcement.runs.add(run)
    return {"office:announcement code": announcement.code, "office:take_back code": announcement.code}


def _answered(learner: Learner, now: dt.datetime) -> str:
    said = {"said_id": f"text:{learner.code}", "from_address": "+447700900123", "text": "Thank you"}
    return Reply.objects.create(learner=learner, channel="text", received_at=now, **said).code


def _printed(term, course, locality, now: dt.datetime) -> dict[str, Any]:
    file = ContentFile(b"%PDF-1.7\n", name="prospectus.pdf")
    draft_course_page(course=course, now=now)
    made = PrintedProspectus.objects.create(term=term, kind="standard", status="ready", file=file, asked_at=now)
    return {
        **{f"prospectus_{page} slug": term.slug for page in ("plain", "edition", "printing", "anew")},
        **{f"prospectus_{page} slug": term.slug for page in ("planner", "preview")},
        "prospectus_edition kind": made.kind,
        "prospectus_anew edition": made.pk,
        "prospectus_planner place": locality.slug,
        "locality_calendar locality": locality.slug,
        "prospectus_preview code": course.code,
        "prospectus_flyer code": course.code,
    }


def _asked_to_sign(signer: User, now: dt.datetime) -> SignRequest:
    course = CourseFactory()
    words = {"title": course.title, "more": {}}
    asked = {"course": course, "signer": signer, "capacity": "lived", "asked_at": now}
    return SignRequest.objects.create(words=words, fingerprint="0" * 64, **asked)


def _files(side: Side) -> dict[str, Any]:
    """A document and a picture."""
    document = Document.objects.create(title=side.name, file=ContentFile(b"%PDF-1.7\n", name=f"{side.name}.pdf"))
    drawn = BytesIO()
    Image.new("RGB", (2, 2)).save(drawn, "PNG")
    picture = default_storage.save(f"look/{side.name}.png", ContentFile(drawn.getvalue()))
    return {
        "wagtaildocs_serve 0": document.pk,
        "wagtaildocs_serve 1": document.filename,
        "picture name": picture,
    }


def _passkey(user: User) -> dict[str, int]:
    credential = AttestedCredentialData.create(Aaguid.NONE, b"telephone", ES256.from_ctap1(b"\x04" + b"k" * 64))
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    made = AuthenticatorData.create(b"r" * 32, flags, 0, credential)
    encoded = {
        "id": websafe_encode(b"telephone"),
        "rawId": websafe_encode(b"telephone"),
        "type": "public-key",
        "response": {
            "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
            "clientDataJSON": websafe_encode(CollectedClientData.create("webauthn.create", b"c", "http://testserver")),
        },
    }
    data = {"name": "Telephone", "credential": encoded, "passwordless": True}
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    return {"mfa_edit_webauthn pk": key.pk, "mfa_remove_webauthn pk": key.pk}


def _draft_page(now: dt.datetime) -> str:
    """The address of a course's words that an editor has taken off the site."""
    page = draft_course_page(course=CourseFactory(public=True), now=now)
    page.unpublish()
    return f"courses/{page.slug}/"
