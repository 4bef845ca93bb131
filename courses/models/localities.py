from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Locality(models.Model):
    """An area with its own team, or "Online"."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("name in addresses"), unique=True)
    is_online = models.BooleanField(_("online"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    words = models.JSONField(_("its own words"), default=dict, blank=True, help_text=_("Where they differ."))

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("locality")
        verbose_name_plural = _("localities")
        constraints = [models.UniqueConstraint(Lower("name"), name="one_locality_a_name")]

    def __str__(self) -> str:
        return self.name


class Partner(models.Model):
    """An organisation that teaches with the college and manages its own courses only."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name


class Venue(models.Model):
    """A place with the facts that let someone come in at the door, or online."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="venues")
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="venues",
        verbose_name=_("partner"),
        help_text=_("The partner that sees to this venue itself. Empty: the college does."),
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("name in addresses"), max_length=140, unique=True)
    is_online = models.BooleanField(_("online"), default=False)
    address = models.TextField(_("address"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    getting_there = models.TextField(_("getting there"), max_length=600, blank=True)
    step_free = models.BooleanField(_("step-free from the street"), null=True, blank=True)
    accessible_toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("hearing loop"), null=True, blank=True)
    parking = models.BooleanField(_("parking nearby"), null=True, blank=True)
    quiet_space = models.BooleanField(_("quiet space"), null=True, blank=True)
    access_notes = models.TextField(_("more about access"), max_length=600, blank=True)
    room_size = models.PositiveSmallIntegerField(_("people the room holds"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [models.UniqueConstraint("locality", Lower("name"), name="one_venue_a_name_and_locality")]

    def __str__(self) -> str:
        return self.name

    def access_facts(self) -> list[tuple[str, bool | None]]:
        """Each access fact as (words, True, False or None for not yet known)."""
        names = ["step_free", "accessible_toilet", "hearing_loop", "parking", "quiet_space"]
        return [(str(getattr(self._meta.get_field(name), "verbose_name", name)), getattr(self, name)) for name in names]
