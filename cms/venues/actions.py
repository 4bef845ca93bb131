"""Verbs on the photographs of a venue. The pictures themselves lie among the editors' pictures."""

import datetime as dt

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from cms.venues.models import VenuePicture
from college.refusals import Refusal
from courses.models import Venue

# A page stays light on a phone that pays for what it fetches: the door, the way in, the room.
MOST = 3


class EnoughPictures(Refusal):
    sentence = _("This venue has three photographs already. Take one away first.")


@transaction.atomic
def add_picture(*, venue: Venue, file: File, shows: str, by, now: dt.datetime) -> VenuePicture:
    """Show `file` (drawn anew: college.pictures.redrawn) on the page of `venue`.

    The same picture again only changes what is said of it. Refuses a fourth.
    """
    venue = Venue.objects.select_for_update().get(pk=venue.pk)
    image = get_image_model()(title=venue.name, description=shows, file=file, uploaded_by_user=by)
    image._set_file_hash()
    standing = list(VenuePicture.objects.filter(venue=venue).select_related("picture"))
    for picture in standing:
        if picture.picture.get_file_hash() == image.file_hash:
            return say_what_it_shows(picture=picture, shows=shows, by=by, now=now)
    if len(standing) >= MOST:
        raise EnoughPictures
    image.save()
    return VenuePicture.objects.create(venue=venue, picture=image, shows=shows)


@transaction.atomic
def say_what_it_shows(*, picture: VenuePicture, shows: str, by, now: dt.datetime) -> VenuePicture:
    """Change the words that stand for a photograph, for people who can't see it and on paper."""
    picture = VenuePicture.objects.select_for_update().get(pk=picture.pk)
    picture.shows = shows
    picture.save(update_fields=["shows"])
    return picture


@transaction.atomic
def take_away(*, picture: VenuePicture, by, now: dt.datetime) -> None:
    """Show a photograph no longer. It stays among the editors' pictures, where other pages may use it."""
    picture.delete()
