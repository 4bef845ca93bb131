"""Heartbeats: when each worker and each sweep was last seen to do its work."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """The last sign of life of a worker (`worker:deliver`) or a sweep (`sweep:fill places`)."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name


def beat(name: str, *, now: dt.datetime) -> None:
    """Write down that `name` was alive at `now` (aware)."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})
