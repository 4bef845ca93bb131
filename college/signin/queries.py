"""Questions about people who sign in."""

from django.db.models import QuerySet

from college.signin.models import User


def people_of_the_demonstration() -> QuerySet[User]:
    """Those into whose shoes anyone may step there; nobody in a real college."""
    return User.objects.exclude(shoes="").filter(is_active=True).order_by("pk")
