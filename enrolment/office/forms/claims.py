"""Forms about what trainers claim: approve or send back, tick what was paid, set rates, thank a partner group."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import PoundsField
from courses.models import Partner
from enrolment.claims.models import Claim, Rates
from enrolment.office.forms.days import DayField


class SendBackForm(forms.Form):
    """What the claimant is asked to change."""

    use_required_attribute = False

    sentence = forms.CharField(
        label=_("What should they change?"),
        max_length=300,
        help_text=_("One kind sentence. They read it on their page."),
        error_messages={"required": _("Write a sentence, so that they know what to change.")},
    )


class PaidForm(forms.Form):
    """Which of the approved claims were paid."""

    claims = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick the claims that were paid."),
            "invalid_choice": _("Some of these were decided on or paid meanwhile. Look at the list again."),
        },
    )

    def __init__(self, *args, claims: Iterable[Claim], **options):
        super().__init__(*args, **options)
        self.by_code = {claim.code: claim for claim in claims}
        self.fields["claims"].choices = [(code, str(claim.trainer)) for code, claim in self.by_code.items()]

    def ticked(self) -> list[Claim]:
        """Only where the form is valid."""
        return [self.by_code[code] for code in self.cleaned_data["claims"]]


class RatesForm(forms.ModelForm):
    """What the college pays from a day on."""

    from_on = DayField(label=_("From"), help_text=_("For example 06/04/2027. Sessions of that day are the first."))
    block_pence = PoundsField(label=_("Involvement payment a block, in pounds"))

    class Meta:
        model = Rates
        fields = ["from_on", "block_pence", "block_hours", "mile_pence", "passenger_pence", "bicycle_pence"]
        widgets = dict.fromkeys(
            ("block_hours", "mile_pence", "passenger_pence", "bicycle_pence"),
            forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )

    def validate_unique(self):
        """A day whose rates were set before is written over."""


class AppreciationForm(forms.Form):
    """A partner group was thanked: how much, what for, when."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    partner = forms.ModelChoiceField(
        label=_("Partner"), queryset=Partner.objects.order_by("name"), empty_label=_("Choose")
    )
    pence = PoundsField(label=_("How much, in pounds"))
    what_for = forms.CharField(label=_("What for"), max_length=200)
    paid_on = DayField(label=_("Paid on"), help_text=_("For example 06/04/2027."))
