"""What every page asks of who looks at it, asked with the person themself: has this person roles, do they make courses.

Whoever was read otherwise is asked for when it is needed.
"""

from django.db.models import Exists, OuterRef, QuerySet

from courses.models import CoProducer, Role


def with_standing(people: QuerySet) -> QuerySet:
    """Each of `people` with `has_roles` and `makes_courses`."""
    return people.annotate(
        has_roles=Exists(Role.objects.filter(user=OuterRef("pk"))),
        makes_courses=Exists(CoProducer.objects.filter(user=OuterRef("pk"))),
    )


def makes_courses(user) -> bool:
    """Whether `user` is one of those who make a course, and sign its words."""
    if not hasattr(user, "makes_courses"):
        user.makes_courses = CoProducer.objects.filter(user=user).exists()
    return user.makes_courses
