"""What a parent or guardian said, as somebody of the office heard it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrolment.learners.guardian.models import Guardian
from enrolment.office.forms.days import DayField


class AnswerForm(forms.Form):
    """Who said so and when: the guardian, today, unless something else is written."""

    use_required_attribute = False

    said_by = forms.CharField(
        label=_("Who said so?"),
        max_length=120,
        error_messages={"required": _("Write who said so.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    said_on = DayField(
        label=_("On which day?"),
        help_text=_("For example 12/01/2027."),
        error_messages={"required": _("Write the day on which they said so.")},
    )

    def __init__(self, *args, guardian: Guardian, **options):
        super().__init__(*args, initial={"said_by": guardian.name, "said_on": timezone.localdate()}, **options)
