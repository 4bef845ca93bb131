"""How each certificate reaches its person: in which print, and whether by post."""

from collections.abc import Iterable
from dataclasses import dataclass

from enrolment.certificates.models import Certificate
from enrolment.learners.models import Learner, Need
from enrolment.messages.formats import LARGE_PRINT


@dataclass(frozen=True)
class Posting:
    """A certificate to be printed. `address` is empty where it is not to be posted."""

    certificate: Certificate
    is_large: bool
    address: str

    @property
    def name(self) -> str:
        return self.certificate.words["name"]

    @property
    def learner_id(self) -> int:
        return self.certificate.enrolment.learner_id


def postings_of(certificates: Iterable[Certificate]) -> list[Posting]:
    """In the order given: large where the learner asked for large print; posted only to those who chose letters.

    An address kept for another reason is not used: not everyone can have post from us in the house.
    """
    certificates = list(certificates)
    whose = {each.enrolment.learner_id for each in certificates}
    asked = Need.objects.filter(learner__in=whose, kind=LARGE_PRINT).exclude(status=Need.Status.NO_LONGER)
    large = set(asked.values_list("learner_id", flat=True))
    return [
        Posting(each, each.enrolment.learner_id in large, _address(each.enrolment.learner)) for each in certificates
    ]


def _address(learner: Learner) -> str:
    return learner.address.strip() if learner.route == Learner.Route.LETTER else ""
