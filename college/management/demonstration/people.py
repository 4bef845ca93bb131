"""The demonstration's people: trainers on their runs, learners with places, marks and certificates."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django.utils import timezone

from college.management.demonstration.college import person
from college.models import User
from courses.models import Policy, Run, Session, Term
from courses.queries import coming_runs
from enrolment.certificates.actions import close_register, record_marks
from enrolment.certificates.graduation import graduates_of, say_wish
from enrolment.learners.actions import arrange, register_learner
from enrolment.learners.answers import Answers
from enrolment.learners.details import say_needs
from enrolment.learners.notes import write_note
from enrolment.models import FollowUp, GraduationWish, Learner, Mark, Trainer
from enrolment.office.actions.team import invite_trainer
from enrolment.places.actions import request_place, withdraw
from enrolment.registers.concerns import Said, number_concern, open_concern, raise_concern
from enrolment.registers.debriefs import leave_debrief
from enrolment.registers.follow_ups import note_call
from enrolment.registers.queries import names_for
from enrolment.teaching.actions import Newcomer, welcome
from enrolment.trainers.actions import accept, propose
from enrolment.trainers.plans import ask_for_plan, work_on_next

PAIRS = {
    ("MND01", "Eastmoor"): ("Ines Calder", "Tom Whitlock"),
    ("HOP01", "Eastmoor"): ("Ines Calder", "Tom Whitlock"),
    ("WLK01", "Eastmoor"): ("Jory Penrose", "Ruth Oyelaran"),
    ("ANX01", "Westvale"): ("Jory Penrose", "Ruth Oyelaran"),
    ("GRD01", "Westvale"): ("Jory Penrose", "Ruth Oyelaran"),
    ("DIG01", "Harbourside"): ("Nadia Rahman", "Sean Mulvey"),
    ("SLP01", "Online"): ("Nadia Rahman",),
}
SHOES = {"Ines Calder": "Peer trainer", "Tom Whitlock": "Professional trainer"}
NAMES = [
    "Sam Okafor", "Bronwen Hughes", "Kasia Nowak", "Yusuf Malik", "Grace Adeyemi", "Peter Lindqvist", "Amandeep Kaur",
    "Moira Kelly", "Luca Ferri", "Hannah Stone", "Olu Bello", "Jean Tucker", "Rafiq Aziz", "Win Thompson",
]  # fmt: skip
# Who has no e-mail.
REACHED = {"Olu": ("text", "07700 900 110"), "Win": ("call", "01632 960 013")}
# Who is on which run of this term, by their place in NAMES; the first steps into the learner's shoes.
PLACES = {
    ("HOP01", "Eastmoor"): [0, 1, 2, 3, 4, 5, 6],
    ("MND01", "Eastmoor"): [1, 3, 5, 7, 8, 9, 10, 11],
    ("WLK01", "Eastmoor"): [2, 4, 6, 8],
    ("ANX01", "Westvale"): [0, 7, 9, 11, 12, 13],
    ("GRD01", "Westvale"): [1, 5, 10, 12],
    ("DIG01", "Harbourside"): [11, 12, 13],
    ("SLP01", "Online"): [3, 6, 9],
}


def load_trainers(by: User, now: dt.datetime) -> None:
    """Every trainer can sign in; each run of this term has its pair, but for one that is still to be confirmed."""
    trainers = {trainer.name: trainer for trainer in Trainer.objects.all()}
    for name, trainer in trainers.items():
        user = person(name, SHOES.get(name, ""))
        invite_trainer(trainer=trainer, email=user.email or "", by=by, now=now)
    for (code, locality), names in PAIRS.items():
        run = run_of(code, locality)
        before = run.sessions_on()[0].starts_at - dt.timedelta(weeks=3)
        for name in names:
            asked = propose(run=run, trainer=trainers[name], by=by, now=before)
            accept(allocation=asked, by=User.objects.get(name=name), now=before)


def plan_next_term(now: dt.datetime) -> None:
    """The coordinator's plan of next term is made and waits to be read; nobody is asked yet."""
    ask_for_plan(term=Term.objects.get(name="Next term"), by=User.objects.get(shoes="Coordinator"), now=now)
    work_on_next(now=now)


def run_of(code: str, locality: str) -> Run:
    return Run.objects.select_related("course").get(course__code=code, locality__name=locality, term__name="This term")


def load_learners(now: dt.datetime) -> list[Learner]:
    """People who referred themselves before the term began."""
    joined_at = now - dt.timedelta(weeks=8)
    version = Policy.current().agreement_version
    found = []
    for number, name in enumerate(NAMES):
        first = name.split()[0]
        route, phone = REACHED.get(first, ("email", ""))
        answers = Answers(
            name=first, full_name=name, route=route, phone=phone,
            email="" if phone else f"{first.lower()}@demo.example",
            old_enough=True, agreement_version=version, needs=["seat_by_door"] if number == 2 else [],
        )  # fmt: skip
        found.append(register_learner(answers=answers, by=None, now=joined_at))
    # The same person rang and was written down again, as it was heard.
    again = Answers(
        name="Bronwyn", full_name="Bronwyn Hughes", route="call", phone="0113 496 0042",
        old_enough=True, agreement_version=version, needs=["breaks"],
    )  # fmt: skip
    register_learner(answers=again, by=None, now=joined_at + dt.timedelta(days=20))
    say_needs(
        learner=found[0], kinds=["large_print", "someone_to_meet"], words="I like to sit near a window.",
        by=None, now=joined_at,
    )  # fmt: skip
    User.objects.filter(learner=found[0]).update(shoes="Learner")
    return found


def load_places(learners: list[Learner], by: User, now: dt.datetime) -> None:
    """Places of this term, its registers up to yesterday, and a full run of next term."""
    asked_at = now - dt.timedelta(weeks=8)
    for (code, locality), people in PLACES.items():
        run = run_of(code, locality)
        for number in people:
            request_place(learner=learners[number], run=run, by=None, now=asked_at)
    [full] = Run.objects.filter(term__name="Next term", capacity=2)
    first, *_others = [
        request_place(learner=learners[number], run=full, by=None, now=now + dt.timedelta(seconds=turn))
        for turn, number in enumerate((1, 2, 0, 3, 4))
    ]
    withdraw(enrolment=first, by=by, now=now)  # so that a place is kept for whoever steps into the learner's shoes
    following = coming_runs(now).filter(term__name="Next term").exclude(pk=full.pk)
    for number, run in enumerate(following):
        others = learners[1:]
        for turn in range(1 + number % 4):
            request_place(learner=others[(number * 3 + turn) % len(others)], run=run, by=None, now=now)
    arrange_what_helps(learners, by, now)
    take_registers(by, now)
    say_wishes(now)
    write_note(
        learner=learners[0], text="Rang to say thank you. Likes to be rung after three.",
        about_on=timezone.localdate(now) - dt.timedelta(days=2), readers="office", by=by, now=now,
    )  # fmt: skip
    ring_those_missed(by, now)
    raise_and_open_concern(now)


def arrange_what_helps(learners: list[Learner], by: User, now: dt.datetime) -> None:
    """Two chairs are seen to, and the trainers read which; what else was asked is still to arrange."""
    seen_to: dict[str, Any] = {"status": "arranged", "knows": "trainers", "review_on": None, "by": by, "now": now}
    arrange(need=learners[2].needs.get(), action="Keep the chair by the door free.", **seen_to)
    arrange(need=learners[0].needs.get(kind=""), action="Keep a chair by the window free.", **seen_to)


def take_registers(by: User, now: dt.datetime) -> None:
    """Marks for every session before today, as trainers would have given them."""
    today = timezone.localdate(now)
    past = Session.objects.filter(held_on__lt=today, run__status="published").select_related("run").order_by("held_on")
    for session in past:
        statuses = {
            enrolment.pk: _mark(number + session.held_on.toordinal())
            for number, enrolment in enumerate(names_for(session))
        }
        record_marks(session=session, statuses=statuses, by=by, now=session.ends_at)
        if session == past.last():
            newcomer = Newcomer(name="Fern", phone="01632 960 233", old_enough=True)
            welcome(session=session, newcomer=newcomer, by=by, now=session.ends_at)
        close_register(session=session, by=by, now=session.ends_at)


def say_wishes(now: dt.datetime) -> None:
    """Of those who finished this term some wish to be named at the graduation, some don't, some have not said."""
    term = Term.objects.get(name="This term")
    wishes = [GraduationWish.Wish.WITH_COURSES, GraduationWish.Wish.NAME_ONLY, "", GraduationWish.Wish.NOT_NAMED]
    for number, each in enumerate(graduates_of(term, None)):
        if wish := wishes[number % len(wishes)]:
            say_wish(learner=each.learner, term=term, wish=wish, by=each.learner.user, now=now)


def ring_those_missed(by: User, now: dt.datetime) -> None:
    """All calls of the past are made but the last, where nobody answered the first time."""
    calls = list(FollowUp.objects.order_by("due_on", "pk"))
    for call in calls[:-1]:
        note_call(call=call, became="continuing", said="", tries=0, by=by, now=call.made_at + dt.timedelta(days=1))
    for call in calls[-1:]:
        said = "Their answering machine; no message left."
        note_call(call=call, became="no_reply", said=said, tries=0, by=by, now=now - dt.timedelta(hours=3))


def raise_and_open_concern(now: dt.datetime) -> None:
    """One of the last session, which safeguarding has opened; its trainer asks the office to ring."""
    trainer, lead = (User.objects.get(email=f"{name}@demo.example") for name in ("ines", "miriam"))
    taught = Session.objects.filter(status="held", run__allocations__trainer__user=trainer)
    session = taught.latest("held_on", "starts")
    said = Said(words="Somebody said that they don't feel safe at home this week. I rang at once.")
    at = session.ends_at
    concern = raise_concern(session=session, said=said, key=uuid4(), by=trainer, now=at)
    open_concern(concern=concern, by=lead, now=at + dt.timedelta(minutes=9))
    words = "A lot came up today. It went well, and I would like to talk it through."
    leave_debrief(session=session, key=uuid4(), words=words, wants_call=True, by=trainer, now=at)
    number_concern(concern=concern, incident_number="D-2041", by=lead, now=at + dt.timedelta(minutes=30))


def _mark(number: int) -> str:
    turn = [Mark.Status.PRESENT] * 5 + [Mark.Status.APOLOGIES, Mark.Status.PART, Mark.Status.DID_NOT_ATTEND]
    return turn[number * 3 % len(turn)]
