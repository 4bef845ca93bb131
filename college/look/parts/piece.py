"""What every component shares: the library, the missing argument, the drawing."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


class MissingPiece(template.TemplateSyntaxError):
    """A component was used without something it cannot be drawn without."""


def needed(component, **given):
    """Refuse a component whose named arguments came empty (a misspelt variable is an empty one)."""
    for name, value in given.items():
        if value is None or value == "":
            raise MissingPiece(f"{{% {component} %}} needs {name!r} and was given nothing")
    return given


def one_of(component, name, value, allowed):
    """Refuse a word that the component does not know; return it otherwise."""
    if value not in allowed:
        known = ", ".join(repr(word) for word in allowed)
        raise MissingPiece(f"{{% {component} %}} {name}={value!r}: choose one of {known}")
    return value


def draw(component, **context):
    """The component's template with this context and nothing else."""
    return render_to_string(f"components/{component}.html", context)
