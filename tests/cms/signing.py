"""Two people who sign the words of a course, through the verbs that they use."""

from django.utils import timezone

from cms.models import CoursePage, SignRequest
from cms.publishing import signatures_under
from cms.signoff.actions.asking import Signer, ask_for_signing
from cms.signoff.actions.signing import sign as sign_words

ROWAN = Signer("Rowan", "rowan@example.org")
IMRAN = Signer("Imran Shah", "imran@example.org")


def ask(page: CoursePage, *, publishes=False, by=None, lived=ROWAN, professional=IMRAN, now=None) -> list[SignRequest]:
    who = {"by": by, "now": now or timezone.now()}
    words = {"course": page.course, "language": page.language}
    return ask_for_signing(**words, lived=lived, professional=professional, publishes=publishes, **who)


def answer(request: SignRequest, *, credit="", shows_capacity=False, now=None) -> SignRequest:
    given = {"credit": credit, "shows_capacity": shows_capacity}
    return sign_words(request=request, by=request.signer, now=now or timezone.now(), **given)


def sign(page: CoursePage) -> CoursePage:
    """Both sign the words of `page` as it stands in memory, saved as its newest draft."""
    page.save_revision()
    if not signatures_under(page).by_both:
        for request in ask(page):
            answer(request)
    return page


def publish(page: CoursePage) -> CoursePage:
    """Signed by both, and public."""
    sign(page).get_latest_revision().publish()
    return page
