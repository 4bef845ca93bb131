"""What the demonstration's trainers have said of themselves, and what they are owed."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from college.models import User
from courses.actions.catalogue import change_course
from courses.models import Course
from enrolment.claims.actions import approve, claim_for, pay
from enrolment.claims.money import Said
from enrolment.claims.queries import sessions_to_claim
from enrolment.models import Trainer
from enrolment.trainers.actions import set_limits, set_pay, set_skills
from enrolment.trainers.availability import credit_as, go_away, say_free_times
from enrolment.trainers.pathway.actions import note_step
from enrolment.trainers.releasing.actions import note_release

SKILL = "Trained to teach mindfulness"


def say_for_themselves(now: dt.datetime) -> None:
    """Ines has been to her own page: no Thursday mornings, one evening, a week away, limits, her name as credited."""
    ines = Trainer.objects.get(name="Ines Calder")
    done: dict[str, Any] = {"trainer": ines, "by": ines.user, "now": now}
    usual = {(time.weekday, time.half) for time in ines.free_times.all()}
    say_free_times(halves=usual - {(3, "am"), (0, "ev"), (1, "ev"), (3, "ev")}, **done)
    first_on = timezone.localdate(now) + dt.timedelta(weeks=5)
    go_away(first_on=first_on, last_on=first_on + dt.timedelta(days=6), **done)
    credit_as(public_name="Ines C.", **done)
    set_limits(sessions_in_a_row=2, minutes_away=50, never_alone=True, **done)
    set_skills(skills=[SKILL], **done)
    # One course asks for that, and for an interpreter, who is still to be booked for its next run.
    course = Course.objects.get(code="MND01")
    change_course(course=course, wanted_skills=SKILL, wanted_beside="A BSL interpreter", by=None, now=now)


def settle_pay(now: dt.datetime) -> None:
    """Ines is paid by the session, and claims for what she taught; Tom by his own team, which releases him."""
    ines, tom = (Trainer.objects.get(name=name) for name in ("Ines Calder", "Tom Whitlock"))
    office, manager = (User.objects.get(shoes=shoes) for shoes in ("Coordinator", "Manager"))
    set_pay(trainer=ines, paid_as=Trainer.PaidAs.INVOLVEMENT, by=office, now=now)
    set_pay(trainer=tom, paid_as=Trainer.PaidAs.RELEASED, by=office, now=now)
    until = timezone.localdate(now) + dt.timedelta(weeks=30)
    note_release(trainer=tom, run=None, weekdays=range(4), said_by="Dr Hall", until=until, by=office, now=now)
    said = Said(wants_payment=True, car_miles=Decimal("8.4"), receipts_pence=320, what_for="Bus home")
    taught = list(sessions_to_claim(ines, now=now).order_by("held_on", "starts")[:3])
    # The first is paid, the second waits for its payment, the third for the office's yes; the rest are to claim.
    for number, session in enumerate(taught):
        claim = claim_for(trainer=ines, session=session, said=said, by=User.objects.get(trainer=ines), now=now)
        if number < 2:
            approve(claim=claim, pence=claim.pence, by=office, now=now)
        if number < 1:
            pay(claims=[claim], by=manager, now=now)


def walk_the_pathway(now: dt.datetime) -> None:
    """Ines leads, and her first aid course is good for seven weeks yet; Nadia watched first, and teaches since."""
    today, office = timezone.localdate(now), User.objects.get(shoes="Coordinator")
    # Weeks ago, and weeks until it runs out, where it does.
    done: dict[str, list[tuple[str, int, int | None]]] = {
        "Ines Calder": [
            ("conversation", 130, None), ("references", 126, None), ("co_production", 100, None),
            ("first_aid", 97, 7), ("train_the_trainer", 95, None), ("shadows", 90, None), ("observed", 70, None),
            ("teaches", 68, None), ("training", 40, 64), ("leads", 20, None),
        ],
        "Nadia Rahman": [
            ("conversation", 40, None), ("references", 36, None), ("shadows", 30, None), ("co_production", 24, None),
            ("training", 20, 84), ("observed", 12, None), ("teaches", 10, None),
        ],
    }  # fmt: skip
    for name, steps in done.items():
        trainer = Trainer.objects.get(name=name)
        for key, ago, ahead in steps:
            day, until = today - dt.timedelta(weeks=ago), today + dt.timedelta(weeks=ahead) if ahead else None
            note_step(trainer=trainer, key=key, done_on=day, until=until, by=office, now=now)
