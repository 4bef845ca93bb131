"""Verbs on venues."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Locality, Partner, Venue
from courses.slugs import free_slug


class NameTaken(Refusal):
    sentence = _("Another venue of this area has this name. Write how they differ.")


@transaction.atomic
def make_venue(*, name: str, locality: Locality, by, now: dt.datetime, is_online: bool = False) -> Venue:
    """A venue of `locality`; the one that is there where the name is known, capitals or not."""
    known = Venue.objects.filter(locality=locality, name__iexact=name.strip()).first()
    if known:
        return known
    slug = free_slug(Venue, name)
    return Venue.objects.create(name=name.strip(), slug=slug, locality=locality, is_online=is_online)


@transaction.atomic
def make_partner_s_venue(*, partner: Partner, locality: Locality, name: str, by, now: dt.datetime, **facts) -> Venue:
    """A venue that `partner` sees to, with its facts (fields of Venue).

    Refuses a name that another venue of the locality has: that one is not theirs to take.
    """
    Locality.objects.select_for_update().get(pk=locality.pk)
    if Venue.objects.filter(locality=locality, name__iexact=name.strip()).exists():
        raise NameTaken
    venue = Venue(name=name.strip(), slug=free_slug(Venue, name), locality=locality, partner=partner, **facts)
    venue.full_clean()
    venue.save()
    return venue


@transaction.atomic
def save_venue(*, venue: Venue, by, now: dt.datetime, **facts) -> Venue:
    """Write `facts` (fields of Venue) over `venue`. Its address on the site stays."""
    venue = Venue.objects.select_for_update().get(pk=venue.pk)
    for name, value in facts.items():
        setattr(venue, name, value)
    venue.full_clean()
    venue.save(update_fields=list(facts))
    return venue
