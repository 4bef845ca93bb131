"""Kinds of question that Django's forms do not have: a date in three parts, choices with hints, pounds."""

import datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dates
from django.utils.translation import gettext_lazy as _

ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class _Hinted:
    """Choices of which some carry a hint, and one stands after the word "or"."""

    def __init__(self, *args, hints=None, divider=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.divider = None if divider is None else str(divider)


class Radios(_Hinted, forms.RadioSelect):
    """`Radios(hints={value: words}, divider=value)`: the divider's value stands below an "or"."""


class Checkboxes(_Hinted, forms.CheckboxSelectMultiple):
    """`Checkboxes(hints={value: words}, divider=value)`."""


class DateParts(forms.Widget):
    """Day, month and year in three boxes, as typed."""

    use_fieldset = True
    template_name = "django/forms/widgets/text.html"

    def __init__(self, attrs=None, birthday=False):
        super().__init__(attrs)
        self.birthday = birthday

    def id_for_label(self, id_):
        return f"{id_}_0"

    def value_from_datadict(self, data, files, name):
        return [str(data.get(f"{name}_{part}", "")).strip() for part in ("day", "month", "year")]

    def value_omitted_from_data(self, data, files, name):
        return all(f"{name}_{part}" not in data for part in ("day", "month", "year"))

    def parts(self, bound):
        """The three boxes of this bound field, for the template."""
        typed = bound.value() or ["", "", ""]
        if isinstance(typed, datetime.date):
            typed = [typed.day, typed.month, typed.year]
        rows = (("day", _("Day"), 2), ("month", _("Month"), 4), ("year", _("Year"), 4))
        return [
            {
                "id": f"{bound.auto_id}_{place}",
                "name": f"{bound.html_name}_{part}",
                "label": label,
                "width": width,
                "value": str(typed[place]),
                "numeric": part != "month",
                "autocomplete": f"bday-{part}" if self.birthday else "",
            }
            for place, (part, label, width) in enumerate(rows)
        ]


class DatePartsField(forms.Field):
    """A date asked for in three boxes; takes month names and leading zeros.

    Cleans to a datetime.date, or None when left empty and not required.
    birthday=True lets a browser fill in its owner's.
    """

    default_error_messages = {
        "required": _("Write the date: a day, a month and a year."),
        "missing": _("The date needs a day, a month and a year. One is missing."),
        "month": _("Write the month as a number from 1 to 12, or by its name."),
        "year": _("Write the year with all four figures, such as 1985."),
        "impossible": _("There is no such date. Check the day and the month."),
    }

    def __init__(self, *, birthday=False, **kwargs):
        kwargs.setdefault("widget", DateParts(birthday=birthday))
        super().__init__(**kwargs)

    def to_python(self, value):
        if value is None or isinstance(value, datetime.date):
            return value
        day, month, year = (str(part).strip() for part in value)
        if not (day or month or year):
            return None
        if not (day and month and year):
            self._refuse("missing")
        if not (year.isdecimal() and len(year) == 4):
            self._refuse("year")
        try:
            return datetime.date(int(year), self._month(month), int(day))
        except ValueError:
            self._refuse("impossible")

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def _month(self, typed):
        if typed.isdecimal():
            return int(typed)
        word = typed.lower().rstrip(".")
        for number, english in enumerate(ENGLISH_MONTHS, start=1):
            local = str(dates.MONTHS[number]).lower()
            if len(word) >= 3 and (english.startswith(word) or local.startswith(word)):
                return number
        self._refuse("month")

    def _refuse(self, code):
        raise ValidationError(self.error_messages[code], code=code)


class PoundsField(forms.DecimalField):
    """An amount of money as people type it, 12.50 or £1,200. Cleans to pence, or None where it is left empty."""

    widget = forms.TextInput

    def __init__(self, **options):
        messages = {
            "invalid": _("Write an amount in pounds, such as 12.50."),
            "max_decimal_places": _("Write at most two figures after the point."),
            "min_value": _("Write an amount that is not below nothing."),
        }
        options.setdefault("error_messages", {})
        options["error_messages"] = messages | options["error_messages"]
        super().__init__(**{"min_value": 0, "max_value": 9999, "decimal_places": 2} | options)

    def to_python(self, value):
        return super().to_python(value.replace("£", "").replace(",", "") if isinstance(value, str) else value)

    def clean(self, value):
        pounds = super().clean(value)
        return None if pounds is None else int(pounds * 100)

    def prepare_value(self, value):
        """Pence, as a form begins with them, in pounds; what was typed as it was."""
        return f"{Decimal(value) / 100:.2f}" if isinstance(value, int) else value

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}
