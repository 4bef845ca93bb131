"""The rows that the bench measures on: a college with any number of runs."""

import datetime as dt

from django.utils import timezone

from bench.anchors.models import PlainCourse, PlainList
from cms.actions import lay_out_site
from cms.models import HomePage
from courses.models import Course, Locality, Run, Session, Term, Venue
from enrolment.models import Allocation, Enrolment, Learner, Trainer
from tests.factories import (
    AudienceFactory,
    CourseFactory,
    LearnerFactory,
    LocalityFactory,
    StrandFactory,
    TermFactory,
    TrainerFactory,
    UserFactory,
    VenueFactory,
)

LOCALITIES, COURSES = 3, 60
SESSIONS = 6
# One in so many runs holds the learner whose home is measured.
THEIRS = 4
ROW_BATCH = 1000


def found() -> None:
    """Localities, venues, 60 public courses with their pages, a term, and the people who look; no runs."""
    for _locality in range(LOCALITIES):
        VenueFactory.create_batch(3, locality=LocalityFactory())
    for _strand in range(6):
        CourseFactory.create_batch(COURSES // 6, strand=StrandFactory(), public=True)
    carers = AudienceFactory(name="carers", slug="carers")
    carers.courses.set(Course.objects.order_by("pk")[: COURSES // 2])
    TermFactory(name="Spring", slug="spring")
    UserFactory(role="coordinator", email="coordinator@example.org")
    TrainerFactory(email="trainer@example.org")
    LearnerFactory(email="learner@example.org")
    Learner.objects.bulk_create(
        Learner(name=f"Robin {n}", email=f"robin{n}@example.org", route="email", age_confirmed=True) for n in range(40)
    )
    lay_out_site(now=timezone.now())
    _lay_out_anchor()


def _lay_out_anchor() -> None:
    today = timezone.localdate()
    plain = HomePage.objects.get().add_child(instance=PlainList(title="Courses", slug="plain"))
    for number in range(COURSES):
        starts_on = today + dt.timedelta(days=number % 28)
        intro = "Find out what helps, and try it. We look at it together."
        plain.add_child(instance=PlainCourse(title=f"Sleeping well {number}", intro=intro, starts_on=starts_on))


def grow(to: int) -> None:
    """Adds published runs until there are `to`, with sessions, people and a trainer on each."""
    term, localities = Term.objects.get(slug="spring"), list(Locality.objects.order_by("pk")[:LOCALITIES])
    venues = {place.pk: list(Venue.objects.filter(locality=place)) for place in localities}
    courses = list(Course.objects.order_by("pk")[:COURSES])
    first = Run.objects.filter(term=term).count()
    runs = []
    for number in range(first, to):
        locality = localities[number % len(localities)]
        venue = venues[locality.pk][number % 3]
        course = courses[number % COURSES]
        spoken = ["ur"] if number % 2 == 0 else []
        facts = {"term": term, "locality": locality, "venue": venue, "languages": spoken}
        runs.append(Run(course=course, status=Run.Status.PUBLISHED, **facts))
    Run.objects.bulk_create(runs, ROW_BATCH)
    _fill(list(enumerate(runs, start=first)))


def _fill(numbered: list[tuple[int, Run]]) -> None:
    now, trainer = timezone.now(), Trainer.objects.get(email="trainer@example.org")
    learners = list(Learner.objects.filter(name__startswith="Robin").order_by("pk"))
    theirs = Learner.objects.get(email="learner@example.org")
    sessions, enrolments, allocations = [], [], []
    for number, run in numbered:
        day = timezone.localdate(now) + dt.timedelta(days=number % 28)
        for week in range(SESSIONS):
            held_on = day + dt.timedelta(weeks=week)
            sessions.append(Session(run=run, held_on=held_on, starts=dt.time(10), ends=dt.time(12)))
        here = [learners[(number + step) % len(learners)] for step in range(6)]
        if number % THEIRS == 0:
            here.append(theirs)
        for learner in here:
            enrolments.append(
                Enrolment(learner=learner, run=run, status="confirmed", source="self", asked_at=now, began_on=None)
            )
        allocations.append(Allocation(run=run, trainer=trainer, status="accepted", made_at=now))
    Session.objects.bulk_create(sessions, ROW_BATCH)
    Enrolment.objects.bulk_create(enrolments, ROW_BATCH)
    Allocation.objects.bulk_create(allocations, ROW_BATCH)
