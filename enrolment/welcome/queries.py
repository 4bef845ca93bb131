"""Questions to the diary of welcome talks."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from enrolment.learners.models import Learner
from enrolment.places.models import Enrolment
from enrolment.welcome.models import WelcomeTalk


def talk_of(learner: Learner) -> WelcomeTalk | None:
    """The talk that `learner` has, or had and of which nobody has said yet how it went."""
    return learner.welcome_talks.open().select_related("venue", "locality").first()


def times_for(learner: Learner, now: dt.datetime) -> QuerySet[WelcomeTalk]:
    """Free times in the areas in which a place is kept for `learner`."""
    areas = learner.enrolments.filter(status="requested").values("run__locality")
    return WelcomeTalk.objects.free(now).filter(locality__in=areas).select_related("venue", "locality")


def is_wanted(learner: Learner) -> bool:
    """Whether a place is kept for `learner` until they have had their talk, and nobody has to be asked before."""
    return not learner.awaits_guardian and has_place_kept(learner)


def has_place_kept(learner: Learner) -> bool:
    return learner.enrolments.filter(status="requested").exists()


def needless_talks(now: dt.datetime) -> QuerySet[WelcomeTalk]:
    """Talks still to come with somebody for whom no place is kept until then, the soonest first."""
    kept = Enrolment.objects.filter(learner=OuterRef("learner"), status="requested")
    return WelcomeTalk.objects.open().filter(~Exists(kept), starts_at__gt=now).select_related("learner")
