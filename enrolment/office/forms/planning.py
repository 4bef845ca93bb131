"""Forms about planning a term: a run with its days, a session that moves, runs carried forward."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from courses.actions.runs import RunFacts
from courses.closed_days import closed_days
from courses.models import Course, Run, Session, Term, Venue
from courses.permissions import Permission, localities_for
from courses.rhythm import MOST, Days, given, regular
from courses.sheets.times import UnsureTimes, read_times, say_times
from enrolment.office.forms.days import DayField, read_day
from enrolment.office.forms.languages import LanguagesField

GIVEN = "given"
NUMBER: dict[str, Any] = {"widget": forms.TextInput(attrs={"inputmode": "numeric"}), "min_value": 1}


class HoursField(forms.CharField):
    """Start and end as people write them: 10am to 12 midday."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_times(text)
        except UnsureTimes as unsure:
            raise ValidationError(unsure.sentence) from None

    def prepare_value(self, value):
        return say_times(*value) if isinstance(value, tuple) else value


class VenueChoice(forms.ModelChoiceField):
    def label_from_instance(self, venue):
        return f"{venue.locality}: {venue}"


class AddRunForm(forms.Form):
    """A run of a term, and the rhythm that gives it its days."""

    course = forms.ModelChoiceField(label=_("Course"), queryset=Course.objects.all(), empty_label=_("Choose"))
    locality = forms.ModelChoiceField(label=_("Area"), queryset=None, empty_label=_("Choose"))
    venue = VenueChoice(label=_("Venue"), queryset=None, required=False, empty_label=_("To be confirmed"))
    format = forms.ChoiceField(label=_("Format"), choices=Run.Format.choices, widget=Radios, initial="in_person")
    capacity = forms.IntegerField(label=_("Places"), max_value=1000, initial=12, **NUMBER)
    minimum = forms.IntegerField(label=_("Goes ahead with at least"), max_value=1000, initial=1, **NUMBER)
    languages = LanguagesField()
    is_listed = forms.BooleanField(
        label=_("Listed for everyone"),
        required=False,
        initial=True,
        help_text=_("A closed group is never shown on public pages."),
    )
    rhythm = forms.ChoiceField(
        label=_("How often it meets"),
        choices=[("weekly", _("Every week")), ("fortnightly", _("Every two weeks")), (GIVEN, _("On days I write"))],
        widget=Radios,
        initial="weekly",
    )
    first_on = DayField(label=_("First day"), required=False, help_text=_("For example 12/01/2027."))
    how_many = forms.IntegerField(label=_("How many sessions"), required=False, max_value=MOST, initial=6, **NUMBER)
    days = forms.CharField(
        label=_("The days, if you write them"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )
    hours = HoursField(label=_("Hours"), help_text=_("For example 10am to 12 midday."))
    knows = forms.BooleanField(label=_("I know, and it is all right"), required=False)

    def __init__(self, *args, user, term: Term, place: str = "", **options):
        """place: the slug of the area to begin with, where a link names one."""
        super().__init__(*args, **options)
        self.term = term
        mine = localities_for(user, Permission.PLAN_TERM)
        self.fields["locality"].queryset = mine
        self.fields["locality"].initial = mine.filter(slug=place).first() if place else None
        self.fields["venue"].queryset = Venue.objects.filter(locality__in=mine).select_related("locality")

    def clean_days(self) -> list[dt.date]:
        lines = [line.strip() for line in self.cleaned_data["days"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("A run meets at most %(most)s times.") % {"most": MOST})
        return [read_day(line) for line in lines]

    def clean(self):
        said = super().clean()
        venue, locality = said.get("venue"), said.get("locality")
        if venue and locality and venue.locality_id != locality.pk and not venue.is_online:
            self.add_error("venue", _("This venue is in another area. Choose one of the area of the run."))
        if said.get("minimum") and said.get("capacity") and said["minimum"] > said["capacity"]:
            self.add_error("minimum", _("The minimum is larger than the number of places."))
        wanted = ("days",) if said.get("rhythm") == GIVEN else ("first_on", "how_many")
        for name in wanted:
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("This rhythm needs an answer here."))
        if not self.errors and not self.dates.meets:
            self.add_error("days", _("Nothing is taught on these days. Choose others."))
        return said

    @property
    def dates(self) -> Days:
        """The days on which the run would meet, and those left out. Only where the form is valid."""
        said = self.cleaned_data
        closed = closed_days(self.term)
        if said["rhythm"] == GIVEN:
            return given(said["days"], closed)
        return regular(said["first_on"], said["rhythm"], said["how_many"], closed)

    def facts(self) -> RunFacts:
        said = self.cleaned_data
        plain = ("course", "locality", "venue", "format", "capacity", "minimum", "languages", "is_listed")
        sessions = tuple((day, *said["hours"]) for day in self.dates.meets)
        return RunFacts(term=self.term, sessions=sessions, **{name: said[name] for name in plain})


class MoveForm(forms.Form):
    """Another day, other hours or another venue for one session."""

    held_on = DayField(label=_("Day"), help_text=_("For example 12/01/2027."))
    hours = HoursField(label=_("Hours"), help_text=_("For example 10am to 12 midday."))
    venue = VenueChoice(label=_("Venue"), queryset=None, required=False)
    knows = forms.BooleanField(label=_("I know, and it is all right"), required=False)

    def __init__(self, *args, session: Session, **options):
        initial = {"held_on": session.held_on, "hours": (session.starts, session.ends), "venue": session.venue_id}
        super().__init__(*args, initial=initial, **options)
        here = Venue.objects.filter(locality=session.run.locality_id) | Venue.objects.filter(pk=session.venue_id)
        self.fields["venue"].queryset = here.select_related("locality")
        self.fields["venue"].empty_label = _("Where the run usually meets")

    def facts(self) -> dict:
        said = self.cleaned_data
        starts, ends = said["hours"]
        return {"held_on": said["held_on"], "starts": starts, "ends": ends, "venue": said["venue"]}
