import pytest
from django.utils import timezone

from enrolment.learners.answers import Answers
from enrolment.learners.drafts import start_draft
from enrolment.my.actions import refer_yourself
from tests.factories import RunFactory, UserFactory, set_policy

MO = {
    "guardian_name": "Mo Quill", "guardian_is": "parent", "guardian_phone": "0113 496 0998",
    "guardian_email": "", "guardian_knows": True,
}  # fmt: skip


@pytest.fixture
def run():
    set_policy(guardian_from_age=16)
    return RunFactory(capacity=1, course__title="Living with voices")


@pytest.fixture
def join(run):
    """Lets somebody of 16 or 17 refer themself to a run: the place that came of it."""

    def join_them(run=run, **given):
        told = {"name": "Alex", "route": "email", "email": "alex@example.org", "is_young": True, "agreement_version": 1}
        now = timezone.now()
        draft = start_draft(run=run, answers=Answers(**told | MO | given), now=now)
        return refer_yourself(draft=draft, account=None, now=now)

    return join_them


@pytest.fixture
def coordinator(run):
    return UserFactory(role="coordinator", role__locality=run.locality, name="Amina")
