"""The form of a term. What may be written and how it must look; rules are in the verbs."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.actions.terms import TermFacts
from courses.models import Term
from enrolment.office.forms.days import DayField, read_day


class TermForm(forms.ModelForm):
    """A term, with the days on which nothing is taught a line each."""

    starts_on = DayField(label=_("First day"), help_text=_("For example 11/01/2027."))
    ends_on = DayField(label=_("Last day"))
    closed = forms.CharField(
        label=_("Closed days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One line each: first day to last day, reason. For example: 15/02/2027 to 19/02/2027, half-term. "
            "Bank holidays need not be written."
        ),
    )
    public_from = DayField(
        label=_("Public from"), required=False, help_text=_("From midnight. Until then only staff see it.")
    )
    enrolment_opens_at = DayField(label=_("Places can be taken from"), required=False)

    class Meta:
        model = Term
        fields = ["name", "starts_on", "ends_on", "closed", "public_from", "enrolment_opens_at"]

    def __init__(self, *args, instance=None, **options):
        super().__init__(*args, instance=instance, **options)
        if instance:
            self.initial["closed"] = "\n".join(
                f"{period.first_on:%d/%m/%Y} to {period.last_on:%d/%m/%Y}, {period.reason}"
                for period in instance.closed_periods.all()
            )
            for name in ("public_from", "enrolment_opens_at"):
                moment = getattr(instance, name)
                self.initial[name] = timezone.localdate(moment) if moment else None

    def clean_closed(self):
        return tuple(self._closed_period(line) for line in self.cleaned_data["closed"].splitlines() if line.strip())

    def _closed_period(self, line: str) -> tuple[dt.date, dt.date, str]:
        days, comma, reason = line.partition(",")
        first, _to, last = days.partition(" to ")
        if not comma or not reason.strip():
            raise ValidationError(_("“%(line)s”: write the days, a comma, and the reason.") % {"line": line})
        first_on = read_day(first.strip())
        last_on = read_day(last.strip()) if last else first_on
        if last_on < first_on:
            raise ValidationError(_("“%(line)s”: the last day comes before the first.") % {"line": line})
        return first_on, last_on, reason.strip()

    def clean(self):
        found = super().clean()
        starts_on, ends_on = found.get("starts_on"), found.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day comes before the first."))
        for name in ("public_from", "enrolment_opens_at"):
            day = found.get(name)
            if isinstance(day, dt.date):
                found[name] = timezone.make_aware(dt.datetime.combine(day, dt.time(0)))
        return found

    def facts(self) -> TermFacts:
        return TermFacts(**{name: self.cleaned_data[name] for name in self.Meta.fields})
