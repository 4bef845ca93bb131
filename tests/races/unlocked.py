"""The web application with the lock on runs taken out: what a race test must catch."""

from college.wsgi import application
from courses.models.runs import RunQuerySet

RunQuerySet.select_for_update = lambda rows, *args, **kwargs: rows

__all__ = ["application"]
