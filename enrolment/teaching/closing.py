"""What closing a register will do, and what it has done, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.models import Policy, Session
from enrolment.certificates.eligibility import threshold_of
from enrolment.certificates.queries import has_certificate_by_name
from enrolment.registers.models import FollowUp


@dataclass(frozen=True)
class Closed:
    """What followed from a closed register: who is rung, and who has a certificate."""

    rung: list[str]
    certified: list[str]


def what_closing_does(session: Session) -> list[str]:
    """Sentences for whoever is about to close the register of `session`."""
    policy = Policy.current()
    said = []
    if policy.call_after_first:
        said.append(_("Who missed their first session without a word is rung by the office."))
    if policy.call_in_a_row == 1:
        said.append(_("Who was missed without a word is rung by the office."))
    elif policy.call_in_a_row:
        words = _("Who missed %(many)s sessions in a row without a word is rung by the office.")
        said.append(words % {"many": policy.call_in_a_row})
    if said:
        said.append(_("It is a kind call, never a penalty. Nobody is rung who sent apologies."))
    others = session.run.sessions.exclude(pk=session.pk).exclude(status="cancelled")
    if not others.exclude(register__closed_at__isnull=False).exists():
        words = _("This is the last register. Who came to %(share)s%% of the sessions has a certificate at once.")
        said.append(words % {"share": threshold_of(session.run.course)})
    return said


def what_followed(session: Session) -> Closed:
    """The same afterwards, by name."""
    calls = FollowUp.objects.filter(session=session, outcome="open")
    rung = calls.order_by("enrolment__learner__name").values_list("enrolment__learner__name", flat=True)
    return Closed(list(rung), has_certificate_by_name(session.run))
