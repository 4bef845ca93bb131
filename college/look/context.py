"""The college's words and look, on every page."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from college.look.stylesheet import address
from college.models import Theme, Wording


def look(request):
    """`college`, `help`, `theme`, `look_css` and `demonstration`, read when first used."""
    wording = getattr(request, "wording", None) or SimpleLazyObject(Wording.current)
    theme = SimpleLazyObject(Theme.current)
    return {
        "college": wording,
        "help": SimpleLazyObject(lambda: wording.help_line),
        "theme": theme,
        "look_css": SimpleLazyObject(lambda: address(theme)),
        "demonstration": settings.DEMONSTRATION,
    }
