"""Forms about one run: its facts, who is asked to teach it, calling it off."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from courses.models import Run, Venue
from enrolment.office.forms.languages import LanguagesField
from enrolment.trainers.fits import Fit

# For whom places may be kept: codes of what learners say they come as.
RESERVABLE = [
    ("uses_services", _("People who use services")),
    ("carer", _("Carers")),
    ("staff", _("Staff")),
    ("volunteer", _("Volunteers")),
    ("student", _("Students on placement")),
    ("public", _("People who live, work or study here")),
]


class RunForm(forms.ModelForm):
    """The facts of a run that change most."""

    joining_link = forms.URLField(
        label=_("Joining link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"], message=_("Write a whole address that begins with https://."))],
        help_text=_(
            "For online sessions. Only people with a place see it, on their own page, from the day before "
            "each session. It stands in no message."
        ),
    )

    languages = LanguagesField()
    knows = forms.BooleanField(label=_("I know, and it is all right"), required=False)

    class Meta:
        model = Run
        fields = [
            "venue",
            "format",
            "capacity",
            "minimum",
            "languages",
            "only_for",
            "joining_link",
            "beside",
            "is_listed",
            "notes",
        ]
        widgets = {
            "format": Radios,
            "notes": forms.Textarea(attrs={"rows": 3}),
            "only_for": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "capacity": _("More places go at once to those who wait."),
            "minimum": _("The office sees on its first page when fewer have a place."),
            "notes": _("Only the office reads this. Nothing about a learner."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["venue"].queryset = Venue.objects.filter(locality=self.instance.locality)
        self.fields["venue"].empty_label = _("To be confirmed")
        for name in ("capacity", "minimum"):
            self.fields[name].min_value = 1
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric"})

        kept = {row.kept_for: row.places for row in self.instance.reserved_places.all()}
        for group, words in RESERVABLE:
            self.fields[f"kept_{group}"] = forms.IntegerField(
                label=words,
                min_value=0,
                max_value=1000,
                required=False,
                initial=kept.get(group),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def kept(self) -> list:
        """The fields of places that are kept for some people."""
        return [self[f"kept_{group}"] for group, _words in RESERVABLE]

    @property
    def keeps(self) -> int:
        """How many places are kept, as the form was first shown."""
        return sum(self.fields[f"kept_{group}"].initial or 0 for group, _words in RESERVABLE)

    def facts(self) -> dict:
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        kept = {group: self.cleaned_data[f"kept_{group}"] for group, _words in RESERVABLE}
        return facts | {"reserved": {group: places for group, places in kept.items() if places}}


class AskTrainerForm(forms.Form):
    """Whom to ask: one of those whom nothing hinders."""

    trainer = forms.ChoiceField(
        label=_("Ask a trainer"),
        error_messages={
            "required": _("Choose the trainer whom you want to ask."),
            "invalid_choice": _("This trainer can't teach this run. The page says why."),
        },
    )

    def __init__(self, *args, fits: list[Fit], **options):
        super().__init__(*args, **options)
        self.fields["trainer"].choices = [(fit.trainer.code, fit.trainer.name) for fit in fits if not fit.hindrances]


class UnpairedForm(forms.Form):
    """Why an unpaired first session may start."""

    reason = forms.CharField(
        label=_("Why it starts without its pair"),
        help_text=_("It is kept with the register. Nothing about a learner."),
        max_length=200,
    )


class CallOffForm(forms.Form):
    """Why a run is called off: a code, kept in its history; nobody is told why."""

    reason = forms.ChoiceField(
        label=_("Why is it called off?"),
        help_text=_("The office's own record. The people on it are not told why."),
        choices=[
            ("few_people", _("Too few people have a place")),
            ("no_trainer", _("There is no trainer")),
            ("no_venue", _("There is no room")),
            ("other", _("Something else")),
        ],
        widget=Radios,
        error_messages={"required": _("Choose why it is called off.")},
    )
