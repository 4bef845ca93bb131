"""What to tell, and whom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.fields import opaque_code
from college.formfields import Checkboxes, Radios
from courses.dates import run_words
from courses.models import Run
from enrolment.office.announcing import runs_with_a_session
from enrolment.office.forms.days import DayField

DAYS, RUNS = "days", "runs"


class AnnouncementForm(forms.Form):
    """Everyone with a session on some days, in all one's areas or in one; or everyone on chosen runs."""

    text = forms.CharField(
        label=_("What to tell them"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "At most 400 characters, so that it fits a text message. Name no course and nobody: others may look at "
            "the phone. Such as: We are closed for snow on Tuesday. We tell you when we meet instead."
        ),
    )
    whom = forms.ChoiceField(
        label=_("Whom?"),
        choices=[
            (DAYS, _("Everyone with a session on these days")),
            (RUNS, _("Everyone with a place on these courses")),
        ],
        widget=Radios,
    )
    locality = forms.ModelChoiceField(label=_("Where"), queryset=None, required=False, empty_label=_("All my areas"))
    first_on = DayField(label=_("From"), required=False, help_text=_("Such as 12 January 2027."))
    last_on = DayField(label=_("To"), required=False, help_text=_("Leave it empty for one day."))
    is_needed = forms.TypedChoiceField(
        label=_("Do they have to know it?"),
        choices=[("yes", _("Yes")), ("no", _("No, it is news"))],
        widget=Radios(hints={"no": _("Whoever asked for no reminders and news is left out.")}),
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    runs = forms.ModelMultipleChoiceField(label=_("These courses"), queryset=None, required=False, widget=Checkboxes)
    code = forms.SlugField(widget=forms.HiddenInput, max_length=12)

    def __init__(self, *args, runs, localities, today, **options):
        super().__init__(*args, **options)
        self.all_runs, self.today = runs, today
        self.fields["locality"].queryset = localities
        choice = self.fields["runs"]
        choice.queryset = runs.coming(today).with_first_day().for_lists().order_by("course__title", "first_on")
        choice.label_from_instance = run_label
        self.fields["code"].initial = opaque_code()

    def clean(self):
        given = super().clean()
        if given.get("whom") == RUNS and not given.get("runs") and "runs" not in self.errors:
            self.add_error("runs", _("Choose the courses whose people you want to tell."))
        if given.get("whom") == DAYS:
            self._check_days(given)
        return given

    def _check_days(self, given) -> None:
        first, last = given.get("first_on"), given.get("last_on")
        if "first_on" in self.errors or "last_on" in self.errors:
            return
        if first is None:
            self.add_error("first_on", _("Write the day that it is about."))
        elif first < self.today:
            self.add_error("first_on", _("That day is over. Write today or a later day."))
        elif last and last < first:
            self.add_error("last_on", _("The last day can't come before the first."))

    def facts(self) -> dict:
        """What `announce` is told."""
        given = self.cleaned_data
        told = {"code": given["code"], "text": given["text"], "is_needed": given["is_needed"]}
        if given["whom"] == RUNS:
            return told | {"runs": list(given["runs"]), "first_on": None, "last_on": None}
        first, last = given["first_on"], given["last_on"] or given["first_on"]
        runs = runs_with_a_session(self.all_runs, first, last)
        if given["locality"]:
            runs = runs.filter(locality=given["locality"])
        return told | {"runs": list(runs), "first_on": first, "last_on": last}


def run_label(run: Run) -> str:
    return f"{run.course.title}, {run.locality}, {run_words(run.sessions_on())}"
