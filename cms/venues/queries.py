"""What people ask of venues and their photographs."""

from django.db.models import QuerySet

from cms.venues.models import VenuePicture
from courses.models import Venue


def pictures_of(venue: Venue) -> QuerySet[VenuePicture]:
    """The photographs of `venue`, the first taken in first, with what it takes to draw them. Three queries."""
    return VenuePicture.objects.filter(venue=venue).select_related("picture").prefetch_related("picture__renditions")
