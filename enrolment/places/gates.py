"""May this learner ask for a place on this run now? Each no is a sentence with a way on."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from college.refusals import Refusal
from courses.dates import day_words
from courses.models import Policy, Run
from enrolment.learners.actions import NotAgreed
from enrolment.learners.models import Learner
from enrolment.places.models import Enrolment, EnrolmentEvent
from enrolment.places.queries import held_in_term


class NotOpen(Refusal):
    sentence = gettext_lazy("This course is not open for places. Please choose another, or ring us.")


class CalledOff(Refusal):
    sentence = gettext_lazy("This course was called off. Please choose another, or ring us.")


class Over(Refusal):
    sentence = gettext_lazy("This course is over. Please look for its next date, or choose another.")


class NotYetOpen(Refusal):
    def __init__(self, opens_at: dt.datetime):
        day = day_words(timezone.localdate(opens_at))
        super().__init__(_("Places can be taken from %(day)s. Please come back then.") % {"day": day})


class AgeNotConfirmed(Refusal):
    sentence = gettext_lazy("We need to know that you are old enough for our courses. Please ring us.")


class GuardianSaidNo(Refusal):
    sentence = gettext_lazy("For now your parent or guardian would rather not. Please ring us: we can talk about it.")


class GuardianFirst(Refusal):
    sentence = gettext_lazy("Their parent or guardian has not agreed yet. Please ring our office before they stay.")


class NotSaid(Refusal):
    sentence = gettext_lazy("This course is for some people only. If you are not sure whether it is for you, ring us.")


class TooManyPlaces(Refusal):
    def __init__(self, most: int):
        words = ngettext(
            "You have %(most)s place this term, which is the most a person can hold. "
            "Give it up first, or choose this course next term.",
            "You have %(most)s places this term, which is the most a person can hold. "
            "Give one up first, or choose this course next term.",
            most,
        )
        super().__init__(words % {"most": most})


def check_run(run: Run, *, source: str, now: dt.datetime, fits: bool = True) -> None:
    """Refuses a run that is not open to `source` at `now`; needs its sessions and its term at hand.

    Only self-referral is held to what the public may see (NotOpen, before all else), to the day places open, and
    to having said that what the run asks is true of them (`fits`): the office may know better.
    """
    if source == Enrolment.Source.SELF and not Run.objects.public(now).filter(pk=run.pk).exists():
        raise NotOpen
    check_public_run(run, source=source, now=now, fits=fits)


def check_public_run(run: Run, *, source: str, now: dt.datetime, fits: bool = True) -> None:
    """The same of a run that was only just read as one that the public may see."""
    if run.status == "cancelled":
        raise CalledOff
    if run.status == "finished":
        raise Over
    if run.status != "published":
        raise NotOpen
    if not any(session.ends_at > now for session in run.sessions_on()):
        raise Over
    if source != Enrolment.Source.SELF:
        return
    if run.term.enrolment_opens_at and run.term.enrolment_opens_at > now:
        raise NotYetOpen(run.term.enrolment_opens_at)
    if run.asks and not fits:
        raise NotSaid


def awaits_talk(learner: Learner) -> bool:
    """Whether a place is only kept for `learner` until they have had a welcome talk: once, and by Policy alone."""
    if Policy.current().confirmation == Policy.Confirmation.AT_ONCE or learner.welcomed_at:
        return False
    return not EnrolmentEvent.objects.filter(enrolment__learner=learner, became="confirmed").exists()


def check_walk_in(run: Run, *, came_on: dt.date) -> None:
    """Refuses somebody who came on the local day `came_on` to a run that is called off, not taking place, or over.

    Written down days later, too: a register on paper comes back when the last session is past.
    """
    if run.status == "cancelled":
        raise CalledOff
    if run.status not in ("published", "finished"):
        raise NotOpen
    if not any(session.held_on >= came_on for session in run.sessions_on()):
        raise Over


def check_learner(learner: Learner, run: Run, *, source: str) -> None:
    """Refuses a learner whose age nobody confirmed, or who holds all the places a term allows.

    Somebody under age asks where the college takes them with a parent or guardian, unless that person said no.
    Self-referral needs the learning agreement as it stands now; the office may talk it over later.
    """
    policy = Policy.current()
    if not learner.age_confirmed:
        _check_guardian(learner, policy)
    if source == Enrolment.Source.SELF and learner.agreement_version != policy.agreement_version:
        raise NotAgreed
    most = policy.places_per_term
    if most is None or run.format == "drop_in":
        return
    if held_in_term([learner.pk], run.term_id)[learner.pk] >= most:
        raise TooManyPlaces(most)


def _check_guardian(learner: Learner, policy: Policy) -> None:
    guardian = learner.guardian if policy.guardian_from_age else None
    if guardian is None:
        raise AgeNotConfirmed
    if guardian.status == "refused":
        raise GuardianSaidNo
