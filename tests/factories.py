"""Rows for tests, true to life: published, public, some weeks ahead of the clock in use.

Dates are counted from `timezone.now()`, so they hold beside a real server and under
time_machine alike. Say only what your test is about:

    RunFactory(capacity=1)                                  weekly on Tuesdays, 10 to 12, six times
    RunFactory(sessions=3, sessions__first_on=date(2026, 10, 20), sessions__starts=time(14))
    UserFactory(role="coordinator", role__locality=leeds)   a person of the office
    TrainerFactory(kind="peer")                             with a user and the trainer's role
"""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from college.models import User
from courses.actions.editions import Signed, fingerprint_of
from courses.models import (
    Audience,
    Course,
    CourseEdition,
    Locality,
    Partner,
    Policy,
    Role,
    Run,
    Session,
    Strand,
    Term,
    Venue,
)
from enrolment.models import Allocation, AllocationEvent, Enrolment, Learner, Trainer
from enrolment.places.actions import request_place

WEEK = dt.timedelta(weeks=1)


def next_tuesday() -> dt.date:
    """A Tuesday two to three weeks from now: the first day of a run unless a test says otherwise."""
    soon = timezone.localdate() + 2 * WEEK
    return soon + dt.timedelta(days=(1 - soon.weekday()) % 7)


class Factory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class UserFactory(Factory):
    """Someone who can sign in; `UserFactory(email=None)` for someone without e-mail."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @classmethod
    def _create(cls, model, *args, **fields):
        return model.objects.create_user(fields.pop("email"), **fields)

    @factory.post_generation
    def role(user, create, kind, **fields):
        if kind:
            Role.objects.create(user=user, kind=kind, **fields)


class LocalityFactory(Factory):
    class Meta:
        model = Locality

    name = factory.Sequence(lambda n: f"Locality {n}")
    slug = factory.Sequence(lambda n: f"locality-{n}")


class VenueFactory(Factory):
    class Meta:
        model = Venue

    locality = factory.SubFactory(LocalityFactory)
    name = factory.Sequence(lambda n: f"Venue {n}")
    slug = factory.Sequence(lambda n: f"venue-{n}")
    address = "1 Station Road"
    postcode = "LS1 1AA"
    step_free = True


class PartnerFactory(Factory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")


class StrandFactory(Factory):
    class Meta:
        model = Strand

    name = factory.Sequence(lambda n: f"Strand {n}")
    slug = factory.Sequence(lambda n: f"strand-{n}")


class AudienceFactory(Factory):
    class Meta:
        model = Audience

    name = factory.Sequence(lambda n: f"Audience {n}")
    slug = factory.Sequence(lambda n: f"audience-{n}")


class EditionFactory(Factory):
    class Meta:
        model = CourseEdition

    course = factory.SubFactory("tests.factories.CourseFactory")
    number = factory.Sequence(lambda n: n + 1)
    title = factory.SelfAttribute("course.title")
    slug = factory.LazyAttribute(lambda edition: edition.course.code.lower())
    hook = "Find out what helps, and try it."
    about = "We look at it together."
    at = factory.LazyFunction(timezone.now)


class CourseFactory(Factory):
    """A course without words; `public=True` gives it its first edition."""

    class Meta:
        model = Course

    class Params:
        public = factory.Trait(
            is_public=True,
            edition=factory.RelatedFactory(EditionFactory, factory_related_name="course"),
        )

    code = factory.Sequence(lambda n: f"C{n:03}")
    title = factory.Sequence(lambda n: f"Sleeping well {n}")
    strand = factory.SubFactory(StrandFactory)


class TermFactory(Factory):
    """Public for a month, places to be had since yesterday."""

    class Meta:
        model = Term

    name = factory.Sequence(lambda n: f"Term {n}")
    slug = factory.Sequence(lambda n: f"term-{n}")
    starts_on = factory.LazyFunction(lambda: next_tuesday() - WEEK)
    ends_on = factory.LazyAttribute(lambda term: term.starts_on + 12 * WEEK)
    public_from = factory.LazyFunction(lambda: timezone.now() - 4 * WEEK)
    enrolment_opens_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=1))


def signed(words: dict) -> Signed:
    """What `write_edition` is told when two people have signed `words`."""
    return Signed(fingerprint_of(words), lived=1, professional=2)


class SessionFactory(Factory):
    class Meta:
        model = Session

    run = factory.SubFactory("tests.factories.RunFactory", sessions=0)
    held_on = factory.LazyFunction(next_tuesday)
    starts = dt.time(10)
    ends = dt.time(12)


class RunFactory(Factory):
    """A published run of a public course. `sessions` is how many, one a week."""

    class Meta:
        model = Run

    course = factory.SubFactory(CourseFactory, public=True)
    term = factory.SubFactory(TermFactory)
    locality = factory.SubFactory(LocalityFactory)
    venue = factory.SubFactory(VenueFactory, locality=factory.SelfAttribute("..locality"))
    capacity = 12
    status = Run.Status.PUBLISHED

    @factory.post_generation
    def sessions(run, create, number, *, first_on=None, **fields):
        first_on = first_on or next_tuesday()
        for week in range(6 if number is None else number):
            SessionFactory(run=run, held_on=first_on + week * WEEK, **fields)


class LearnerFactory(Factory):
    """Someone who joined by e-mail; `by_telephone=True` for someone without e-mail."""

    class Meta:
        model = Learner

    class Params:
        by_telephone = factory.Trait(
            email="",
            phone="0113 496 0000",
            route=Learner.Route.CALL,
            user=factory.SubFactory(UserFactory, email=None, name=factory.SelfAttribute("..name")),
        )

    name = factory.Sequence(lambda n: f"Sam {n}")
    email = factory.Sequence(lambda n: f"sam{n}@example.org")
    route = Learner.Route.EMAIL
    user = factory.SubFactory(UserFactory, email=factory.SelfAttribute("..email"), name=factory.SelfAttribute("..name"))
    age_confirmed = True
    agreement_version = 1
    agreed_at = factory.LazyFunction(timezone.now)


class TrainerFactory(Factory):
    class Meta:
        model = Trainer

    name = factory.Sequence(lambda n: f"Trainer {n}")
    email = factory.Sequence(lambda n: f"trainer{n}@example.org")
    user = factory.SubFactory(
        UserFactory, email=factory.SelfAttribute("..email"), name=factory.SelfAttribute("..name"), role="trainer"
    )
    kind = Trainer.Kind.PEER
    train_the_trainer = Trainer.TrainTheTrainer.DONE


class AllocationFactory(Factory):
    """A trainer who has accepted a run, with the event that says so."""

    class Meta:
        model = Allocation

    run = factory.SubFactory(RunFactory)
    trainer = factory.SubFactory(TrainerFactory)
    status = Allocation.Status.ACCEPTED
    made_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def event(allocation, create, extracted):
        AllocationEvent.objects.create(
            allocation=allocation, became=allocation.status, by_system=True, at=allocation.made_at
        )


def set_policy(**rules) -> Policy:
    """The college's rules for this test, the others as they come."""
    policy, _made = Policy.objects.update_or_create(pk=1, defaults=rules)
    return policy


class EnrolmentFactory(Factory):
    """A place asked for by the one verb that gives it: confirmed, or waiting where the run is full.

    `now` is a day before the first session unless a test says otherwise.
    """

    class Meta:
        model = Enrolment

    run = factory.SubFactory(RunFactory)
    learner = factory.SubFactory(LearnerFactory)

    @classmethod
    def _create(cls, model, *, run, learner, now=None, source=Enrolment.Source.OFFICE, by=None):
        first = run.sessions_on()[0]
        now = now or min(timezone.now(), first.starts_at - dt.timedelta(days=1))
        return request_place(learner=learner, run=run, by=by, now=now, source=source)
