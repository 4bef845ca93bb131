"""What is said of ages where a college takes young people with a parent or guardian."""

from django.utils.translation import gettext as _

from courses.models import Policy


def young_ages(policy: Policy) -> str:
    """16 or 17; 17; 13 to 17; "" where the college takes no young people."""
    if policy.guardian_from_age is None:
        return ""
    first, last = policy.guardian_from_age, policy.minimum_age - 1
    if first == last:
        return str(first)
    words = _("%(first)s or %(last)s") if last - first == 1 else _("%(first)s to %(last)s")
    return words % {"first": first, "last": last}


def young_words(policy: Policy) -> str:
    """Where somebody under age goes, for whoever has to turn them away; "" where the college takes none."""
    if policy.guardian_from_age is None:
        return ""
    said = _("From %(age)s on, young people can join on our website, which asks them for a parent or guardian.")
    return said % {"age": policy.guardian_from_age}
