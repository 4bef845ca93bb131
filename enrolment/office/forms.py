"""Forms of the office. What may be written and how it must look; rules are in the verbs."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.actions.terms import TermFacts
from courses.models import Course, Locality, Role, Run, Term, Venue
from courses.sheets.dates import UnsureDate, read_date


class DayField(forms.CharField):
    """A day as people write it: 12/01/2027, 12 January 2027."""

    def to_python(self, value):
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        return read_day(text)

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value


def read_day(text: str) -> dt.date:
    """The day that `text` names, or ValidationError in a sentence."""
    try:
        return read_date(text)
    except UnsureDate as unsure:
        raise ValidationError(unsure.sentence) from None


class TermForm(forms.ModelForm):
    """A term, with the days on which nothing is taught a line each."""

    starts_on = DayField(label=_("First day"), help_text=_("For example 11/01/2027."))
    ends_on = DayField(label=_("Last day"))
    closed = forms.CharField(
        label=_("Closed days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One line each: first day to last day, reason. For example: 15/02/2027 to 19/02/2027, half-term."),
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


class RunForm(forms.ModelForm):
    """The facts of a run that change most."""

    class Meta:
        model = Run
        fields = ["venue", "format", "capacity", "minimum", "is_listed", "notes"]
        widgets = {"format": forms.RadioSelect, "notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["venue"].queryset = Venue.objects.filter(locality=self.instance.locality)
        self.fields["venue"].empty_label = _("To be confirmed")
        self.fields["capacity"].min_value = 1


class CourseForm(forms.ModelForm):
    """The facts of a course; its words are written and signed on its page."""

    review_on = DayField(label=_("Next review of its words"), required=False)

    class Meta:
        model = Course
        fields = ["title", "strand", "level", "needs_certified_facilitators", "certificate_threshold", "review_on"]
        widgets = {"level": forms.RadioSelect}


class VenueForm(forms.ModelForm):
    """A venue and what someone must know to come in at the door."""

    FACTS = ["step_free", "accessible_toilet", "hearing_loop", "parking", "quiet_space"]

    class Meta:
        model = Venue
        fields = [
            "name", "address", "postcode", "getting_there", "step_free", "accessible_toilet", "hearing_loop",
            "parking", "quiet_space", "access_notes", "room_size",
        ]  # fmt: skip
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "getting_there": forms.Textarea(attrs={"rows": 3}),
            "access_notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in self.FACTS:
            self.fields[name].widget.choices = [("unknown", _("Not known yet")), ("true", _("Yes")), ("false", _("No"))]


class LocalityForm(forms.Form):
    """An area of the college, or "Online"."""

    name = forms.CharField(label=_("Name of the area"), max_length=80)
    is_online = forms.BooleanField(label=_("This is where online courses stand"), required=False)


class StrandForm(forms.Form):
    """A theme of the prospectus."""

    name = forms.CharField(label=_("Name of the strand"), max_length=80)

    prefix = "strand"


class TrainerEmailForm(forms.Form):
    """Where a trainer gets sign-in codes."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class RoleForm(forms.Form):
    """Give someone a role, in one locality or everywhere."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices, widget=forms.RadioSelect)
    locality = forms.ModelChoiceField(
        label=_("Where"), queryset=Locality.objects.all(), required=False, empty_label=_("Everywhere")
    )


class ReasonForm(forms.Form):
    """Why an unpaired first session may start."""

    reason = forms.CharField(label=_("Why it starts without its pair"), max_length=200)
