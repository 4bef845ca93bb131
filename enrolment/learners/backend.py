"""Signing in as allauth has it; who somebody is on each page is asked in one query."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from college.models import Stamp, User
from college.read_once import know
from courses.standing import with_standing
from enrolment.learners.support.models import Support


@cache
def _people() -> QuerySet[User]:
    helps_somebody = Exists(Support.objects.filter(user=OuterRef("pk"), ended_at=None))
    stamp = Subquery(Stamp.objects.values("code")[:1])
    people = with_standing(User.objects.select_related("learner"))
    return people.annotate(helps_somebody=helps_somebody, stamp=stamp).order_by()


class OneQueryBackend(AuthenticationBackend):
    """The person with their record as a learner, what every page offers them, and the college's stamp."""

    def get_user(self, user_id) -> User | None:
        """The person of a session, unless they may not sign in any more; None for nobody."""
        user: Any = _people().filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        know(Stamp, user.stamp or "")
        return user
