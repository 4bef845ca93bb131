"""Where a concern goes on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enrolment.registers.concerns import NoNumber


class NumberForm(forms.Form):
    """The number of the organisation's own incident system."""

    use_required_attribute = False

    incident_number = forms.CharField(
        label=_("Incident number of your organisation"),
        max_length=40,
        error_messages={"required": NoNumber.sentence},
    )
