"""Tables of one row: the college's words, its look, its rules.

A process keeps such a row in memory, under the stamp that it read before. Each request reads the stamp,
which changes in the very transaction that changes a row: no process has to hear of another's change,
and none shows what is no longer so. Whoever changes a row by hand in the database changes the stamp, too.
"""

import copy
from typing import Self

from django.db import models, transaction

from college.fields import CodeField, opaque_code
from college.read_once import forget, is_in_a_request, read_once


class Stamp(models.Model):
    """Other than before as soon as any table of one row is. No row: none was ever written."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    code = CodeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="stamp_is_one_row")]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def current(cls) -> str:
        """Its code as it stands; asked once in a request."""
        return read_once(cls, lambda: cls.objects.values_list("code", flat=True).first() or "")

    @classmethod
    def renew(cls) -> None:
        """In the transaction of what changes."""
        cls.objects.update_or_create(pk=1, defaults={"code": opaque_code()})
        forget(cls)


class OneRowQuerySet(models.QuerySet["OneRow"]):
    @transaction.atomic
    def update(self, **facts) -> int:
        changed = super().update(**facts)
        self.model.changed()
        return changed


class OneRow(models.Model):
    """A table with a single row, made with its defaults when first asked for."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)

    objects = OneRowQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="%(class)s_is_one_row")]

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.changed()

    @classmethod
    def changed(cls) -> None:
        """The row was written: whoever kept it, in whatever process, reads it anew."""
        Stamp.renew()
        forget(cls)

    @classmethod
    def current(cls) -> Self:
        """The row, to read and never to change; an unsaved one with the defaults while nobody has set any.

        Within a request it is asked of the database only where its stamp is new to this process.
        """
        return read_once(cls, lambda: _kept(cls))


_rows: dict[type[OneRow], tuple[str, OneRow]] = {}


def _kept(kind):
    if not is_in_a_request():
        return _read(kind)
    stamp = Stamp.current()
    kept_under, row = _rows.get(kind, (None, None))
    if kept_under != stamp:
        row = _read(kind)
        _rows[kind] = stamp, row
    return copy.copy(row)


def _read(kind):
    return kind._default_manager.filter(pk=1).first() or kind()


def last_read(kind):
    """The row as this process last read it in a request, or the defaults: for pages that must not ask the database."""
    return copy.copy(_rows[kind][1]) if kind in _rows else kind()
