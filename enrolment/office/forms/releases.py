"""What a line manager said yes to."""

from collections.abc import Iterable

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from courses.dates import date_alone
from courses.models import Run
from enrolment.office.forms.days import DayField


class ReleaseForm(forms.Form):
    """Who said yes, for which run or on which days, and until when."""

    use_required_attribute = False

    said_by = forms.CharField(
        label=_("Who said yes?"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Their line manager, by name."),
    )  # fmt: skip
    run = forms.ChoiceField(label=_("For one run"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Or on these days of the week"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = DayField(label=_("Until"), help_text=_("For example 31/03/2027. It holds on that day, too."))

    def __init__(self, *args, runs: Iterable[Run], **options):
        super().__init__(*args, **options)
        self.runs = {run.code: run for run in runs}
        self.fields["run"].choices = [("", _("No single run"))] + [
            (code, _run_words(run)) for code, run in self.runs.items()
        ]

    def clean(self):
        given = self.cleaned_data
        if {"run", "weekdays"} <= given.keys() and bool(given["run"]) == bool(given["weekdays"]):
            self.add_error("run", _("Choose the run, or tick the days of the week: one of the two."))
        return given

    def facts(self) -> dict:
        """Only where the form is valid."""
        return self.cleaned_data | {"run": self.runs.get(self.cleaned_data["run"])}


def _run_words(run: Run) -> str:
    sessions = run.sessions_on()
    first = f", {date_alone(sessions[0].held_on)}" if sessions else ""
    return f"{run.course.title}, {run.locality}{first}"
