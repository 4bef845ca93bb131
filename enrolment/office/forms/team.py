"""Forms about who works for the college."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes, Radios
from courses.models import Locality, Partner, Role
from enrolment.learners.answers import is_whole_number
from enrolment.messages.actions import is_mobile
from enrolment.trainers.actions import LIMITS, LIMITS_IN_FIGURES
from enrolment.trainers.models import Trainer
from enrolment.trainers.queries import asked_skills

Kind = Role.Kind
# What each role is for, in a line. Trainers get theirs on the trainers' page; a role that opens
# nothing yet is not offered.
ROLES = {
    Kind.COORDINATOR: _("Plans terms, takes bookings, looks after registers."),
    Kind.MANAGER: _("The same, and may let an unpaired session start and change the college's rules."),
    Kind.ADMINISTRATOR: _("Gives and takes roles, and sets the college up. Sees no learners."),
    Kind.DATA_PROTECTION: _("Sees who opened whose record."),
    Kind.PARTNER: _("Sees to the courses, runs and venues of one partner, and to nothing else."),
}


class TrainerEmailForm(forms.Form):
    """Where a trainer gets sign-in codes."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Codes for signing in go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class TrainerReachForm(forms.ModelForm):
    """How a trainer is told that they are asked, reminded, or needed for a session."""

    class Meta:
        model = Trainer
        fields = ["phone", "route"]
        labels = {"route": _("We write to them")}
        help_texts = {"phone": _("A mobile number, for texts. Who has a landline alone is rung.")}
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
            "route": Radios(),
        }

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        if phone and not is_whole_number(phone):
            raise forms.ValidationError(_("Write the whole number. Spaces are fine."))
        return phone

    def clean(self):
        given = self.cleaned_data
        if given.get("route") == Trainer.Route.TEXT and "phone" in given and not is_mobile(given["phone"]):
            self.add_error("phone", _("Write their mobile number, or choose e-mail."))
        return given


class TrainerLimitsForm(forms.ModelForm):
    """What asking and planning keep to, as the trainer wishes it."""

    class Meta:
        model = Trainer
        fields = [*LIMITS, "skills"]
        labels = {"home": _("Lives in or near")}
        help_texts = {
            "sessions_a_week": _("As they wish it. Nobody is asked for more. Empty: no limit."),
            "sessions_a_day": _("Empty: no limit."),
            "minutes_away": _("One way, from where they live. Empty: no limit."),
            "never_alone": _("If the other can’t come, somebody is found, or the session moves."),
            "home": _("Runs near by are offered to them first. Only whoever allocates sees this."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["home"].empty_label = _("Not said")
        for name in LIMITS_IN_FIGURES:
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric"})
        asked = sorted({*asked_skills(), *self.instance.skills})
        self.fields["skills"] = forms.MultipleChoiceField(
            label=_("They can do"),
            choices=[(skill, skill) for skill in asked],
            required=False,
            widget=Checkboxes,
            help_text=_("What courses ask of one of their trainers. A course’s own page says what it asks."),
        )

    def facts(self) -> dict:
        """The limits. Only where the form is valid."""
        return {name: self.cleaned_data[name] for name in LIMITS}


class TrainerPayForm(forms.ModelForm):
    """How a trainer is paid: what they may claim follows from it."""

    class Meta:
        model = Trainer
        fields = ["paid_as"]
        labels = {"paid_as": _("They are paid by")}
        help_texts = {
            "paid_as": _("Involvement payments are claimed by the session. Miles and receipts always can be.")
        }
        widgets = {"paid_as": Radios()}


class RoleForm(forms.Form):
    """Give someone a role, in one locality or everywhere."""

    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(
        label=_("Role"),
        choices=[(kind.value, kind.label.capitalize()) for kind in ROLES],
        widget=Radios(hints=ROLES),
        error_messages={"required": _("Choose the role.")},
    )
    locality = forms.ModelChoiceField(
        label=_("Where"), queryset=Locality.objects.all(), required=False, empty_label=_("Everywhere")
    )
    partner = forms.ModelChoiceField(
        label=_("For which partner"),
        queryset=Partner.objects.all(),
        required=False,
        empty_label=_("None: they work for the college"),
    )

    def clean(self):
        given = super().clean()
        acts_for_one = given.get("kind") == Kind.PARTNER
        if acts_for_one and not given.get("partner"):
            self.add_error("partner", _("Choose the partner. A new one is made on the page “The college”."))
        if given.get("kind") and not acts_for_one and given.get("partner"):
            self.add_error("partner", _("Only a partner's role is for a partner. Choose none, or the other role."))
        return given
