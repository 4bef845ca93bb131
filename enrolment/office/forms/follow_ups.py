"""How a call went after somebody was missed."""

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from courses.models import Policy
from enrolment.models import FollowUp, FollowUpEvent
from enrolment.registers.follow_ups import ChooseHowItWent
from enrolment.registers.queries import may_give_on

Became = FollowUpEvent.Became


class CallForm(forms.Form):
    """One answer, and a few words if they help whoever rings next."""

    use_required_attribute = False

    became = forms.ChoiceField(
        label=_("How did it go?"), widget=Radios, error_messages={"required": ChooseHowItWent.sentence}
    )
    said = forms.CharField(
        label=_("What was said, in a few words"),
        help_text=_("Only what helps whoever rings next. Kept sealed; trainers never see it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tries = forms.IntegerField(min_value=0, max_value=1000, widget=forms.HiddenInput)

    def __init__(self, *args, call: FollowUp, tries: int, **options):
        super().__init__(*args, initial={"tries": tries}, **options)
        not_yet = set()
        if tries < Policy.current().call_tries:
            not_yet.add(Became.RESTS)
        if not may_give_on(call, today=timezone.localdate()):
            not_yet.add(Became.GIVEN_ON)
        self.fields["became"].choices = [
            (value, capfirst(words)) for value, words in Became.choices if value not in not_yet
        ]
