"""Who sees a parent or guardian: whoever takes bookings, and safeguarding, in their own localities."""

from django.db.models import QuerySet

from college.models import User
from courses.permissions import Permission, localities_for
from enrolment.learners.guardian.models import Guardian
from enrolment.learners.models import Learner


def guardians_for(user: User, permission: Permission = Permission.SEE_GUARDIANS) -> QuerySet[Guardian]:
    """Those of learners under age in the localities in which `user` has `permission`, by their places."""
    here = Learner.objects.filter(enrolments__run__locality__in=localities_for(user, permission))
    rows = Guardian.objects.filter(ended_at=None, learner__merged_into=None, learner__in=here.values("pk"))
    return rows.select_related("learner__user")


def to_talk_to(user: User) -> QuerySet[Guardian]:
    """Those whom `user` may ask, and whom nobody has asked while a place is kept or waited for; the longest first."""
    wanting = Learner.objects.filter(enrolments__status__in=["requested", "waiting", "offered"])
    return guardians_for(user, Permission.ENROL).filter(status="asked", learner__in=wanting.values("pk"))
