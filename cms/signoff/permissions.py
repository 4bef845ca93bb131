"""Who may sign: the person who was asked, and nobody else."""

from cms.signoff.models import SignRequest
from cms.signoff.queries import requests_of
from courses.permissions import row_or_404


def request_or_404(user, code: str) -> SignRequest:
    """The request named by `code`, if it was made of `user`; else 404."""
    return row_or_404(requests_of(user), code=code)
