"""What is said of ages where a college takes young people with a parent or guardian."""

from django.utils.translation import gettext as _

from courses.models import Policy


def young_words(policy: Policy) -> str:
    """Where somebody under age goes, for whoever has to turn them away; "" where the college takes none."""
    if policy.guardian_from_age is None:
        return ""
    said = _("From %(age)s on, young people can join on our website, which asks them for a parent or guardian.")
    return said % {"age": policy.guardian_from_age}
