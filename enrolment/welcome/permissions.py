"""Who sees the diary of welcome talks: whoever takes bookings, in their own localities."""

from django.db.models import QuerySet

from college.models import User
from courses.permissions import Permission, localities_for, row_or_404
from enrolment.learners.guardian.models import Guardian
from enrolment.learners.models import Learner
from enrolment.places.models import Enrolment
from enrolment.places.permissions import enrolments_for
from enrolment.welcome.models import WelcomeTalk, WelcomeTalkQuerySet


def talks_for(user: User) -> WelcomeTalkQuerySet:
    """The talks, free times included, of the localities in which `user` takes bookings."""
    here = localities_for(user, Permission.ENROL)
    return WelcomeTalk.objects.filter(locality__in=here).select_related("learner", "venue", "locality", "by")


def talk_or_404(user: User, code: str) -> WelcomeTalk:
    """One of those talks; else 404."""
    return row_or_404(talks_for(user), code=code)


def without_a_talk(user: User) -> QuerySet[Enrolment]:
    """Places kept in those localities for people who have no time for their talk yet, the longest kept first.

    Not those for which a parent or guardian is asked first.
    """
    have_one = WelcomeTalk.objects.open().values("learner")
    kept = enrolments_for(user, Permission.ENROL).filter(status="requested")
    agreed = Guardian.objects.filter(ended_at=None, status="agreed").values("learner")
    under_age = Learner.objects.filter(age_confirmed=False).exclude(pk__in=agreed).values("pk")
    return kept.exclude(learner__in=have_one).exclude(learner__in=under_age).order_by("asked_at", "pk")
