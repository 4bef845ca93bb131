"""Days as people of an office write them."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from courses.sheets.dates import UnsureDate, read_date


class DayField(forms.CharField):
    """A day as people write it: 12/01/2027, 12 January 2027."""

    def to_python(self, value):
        text = super().to_python(value)
        return read_day(text) if text else None

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value


def read_day(text: str) -> dt.date:
    """The day that `text` names, or ValidationError in a sentence."""
    try:
        return read_date(text)
    except UnsureDate as unsure:
        raise ValidationError(unsure.sentence) from None
