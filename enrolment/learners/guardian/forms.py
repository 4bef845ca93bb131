"""Whom a young person names, and what that person said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from enrolment.learners.answers import is_whole_number
from enrolment.learners.guardian.models import RELATIONS


class GuardianForm(forms.Form):
    """Asked of somebody under age when they join."""

    use_required_attribute = False

    guardian_name = forms.CharField(
        label=_("What is their name?"),
        max_length=80,
        error_messages={"required": _("Write the name of your parent or guardian.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    guardian_is = forms.ChoiceField(
        label=_("What are they to you?"),
        choices=RELATIONS,
        error_messages={"required": _("Say what they are to you.")},
        widget=Radios,
    )
    guardian_phone = forms.CharField(
        label=_("Their telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"}),
    )
    guardian_email = forms.EmailField(
        label=_("Or their e-mail address"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Write the e-mail address in full, such as sam@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    guardian_knows = forms.TypedChoiceField(
        label=_("Do they know that you are joining?"),
        help_text=_("If they don’t know yet, we talk with you before we talk with them."),
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        coerce=lambda said: said == "yes",
        error_messages={"required": _("Say whether they know.")},
        widget=Radios,
    )

    def clean(self):
        phone, email = self.cleaned_data.get("guardian_phone", "").strip(), self.cleaned_data.get("guardian_email", "")
        if phone and not is_whole_number(phone):
            self.add_error("guardian_phone", _("Write the whole number, such as 07700 900 123. Spaces are fine."))
        if not phone and not email and "guardian_email" not in self.errors:
            self.add_error("guardian_phone", _("Write their telephone number, or their e-mail address below."))
        return self.cleaned_data
