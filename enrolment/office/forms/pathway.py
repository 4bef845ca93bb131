"""What the office writes down on the pathway of a trainer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enrolment.office.forms.days import DayField
from enrolment.trainers.pathway.queries import IN_ORDER
from enrolment.trainers.pathway.words import CHECK, title_of


class StepForm(forms.Form):
    """Which step, when, and until when it is good."""

    use_required_attribute = False

    key = forms.ChoiceField(label=_("What is done?"), error_messages={"required": _("Choose the step.")})
    done_on = DayField(label=_("On which day?"), help_text=_("For example 31/03/2027."))
    until = DayField(
        label=_("Good until"), required=False, help_text=_("The last day. Empty: it does not run out.")
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        steps = [(key, title_of(key)) for key in IN_ORDER if key != CHECK]
        self.fields["key"].choices = [("", _("Choose")), *steps]  # type: ignore[attr-defined]


class CheckForm(forms.Form):
    """Until when the check is good."""

    use_required_attribute = False

    until = DayField(label=_("Good until"), help_text=_("Only this day is kept, never what the check says."))
