"""What came of a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from enrolment.messages.models import CallTry
from enrolment.office.forms.days import DayField

Outcome = CallTry.Outcome


class CallForm(forms.Form):
    """The outcome, and the day where they want to be rung another day."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=Outcome,
        widget=Radios(
            hints={
                Outcome.REACHED: _("They know what we had to tell them. They come off this list."),
                Outcome.LEFT_MESSAGE: _("We ring again in two working days unless they ring us."),
                Outcome.NO_ANSWER: _("We ring again on the next working day."),
                Outcome.WRONG_NUMBER: _("We look for another way to reach them."),
            }
        ),
    )
    again_on = DayField(
        label=_("Ring again on"),
        required=False,
        help_text=_("Only where they would rather be rung another day, such as 12 January 2027."),
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)

    def __init__(self, *args, number: int, **options):
        super().__init__(*args, initial={"number": number}, **options)

    @property
    def wants_day(self) -> bool:
        return self.cleaned_data.get("outcome") == Outcome.RING_BACK

    def clean(self):
        given = super().clean()
        if self.wants_day and not given.get("again_on") and "again_on" not in self.errors:
            self.add_error("again_on", _("Write the day on which they want to be rung."))
        return given
