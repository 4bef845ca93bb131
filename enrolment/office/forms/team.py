"""Forms about who works for the college."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from courses.models import Locality, Role

Kind = Role.Kind
# What each role is for, in a line. Trainers get theirs on the trainers' page; a role that opens
# nothing yet is not offered.
ROLES = {
    Kind.COORDINATOR: _("Plans terms, takes bookings, looks after registers."),
    Kind.MANAGER: _("The same, and may let an unpaired session start and change the college's rules."),
    Kind.ADMINISTRATOR: _("Gives and takes roles, and sets the college up. Sees no learners."),
    Kind.DATA_PROTECTION: _("Sees who opened whose record."),
}


class TrainerEmailForm(forms.Form):
    """Where a trainer gets sign-in codes."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Codes for signing in go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


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
