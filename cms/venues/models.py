from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class VenuePicture(models.Model):
    """A photograph of a venue, the first one of its door; never without the words that say what it shows."""

    venue = models.ForeignKey("courses.Venue", on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey("wagtailimages.Image", on_delete=models.CASCADE, related_name="+")
    shows = models.CharField(_("what it shows"), max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("photograph of a venue")
        verbose_name_plural = _("photographs of venues")
        constraints = [
            models.CheckConstraint(condition=~Q(shows=""), name="venue_picture_says_what_it_shows"),
            models.UniqueConstraint(fields=["venue", "picture"], name="one_venue_shows_a_picture_once"),
        ]

    def __str__(self) -> str:
        return self.shows
