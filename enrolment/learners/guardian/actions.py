"""The verb by which a young person names their parent or guardian."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from enrolment.learners.answers import Answers
from enrolment.learners.guardian.models import RELATIONS, Guardian
from enrolment.learners.models import Learner


class NoGuardian(Refusal):
    sentence = _("Tell us who your parent or guardian is, and one way to reach them.")


def name_guardian(*, learner: Learner, answers: Answers, now: dt.datetime) -> Guardian:
    """`learner`, who has just joined under age, says who stands for them. Part of joining, in its transaction.

    Refuses NoGuardian where the name, a way to reach them or what they are to the learner is missing.
    """
    if not answers.names_guardian or answers.guardian_is not in dict(RELATIONS):
        raise NoGuardian
    return Guardian.objects.create(
        learner=learner,
        name=answers.guardian_name.strip(),
        phone=answers.guardian_phone.strip(),
        email=answers.guardian_email.strip().lower(),
        relation=answers.guardian_is,
        knows=answers.guardian_knows,
        named_at=now,
    )
