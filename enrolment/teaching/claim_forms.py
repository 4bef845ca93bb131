"""What a trainer claims for one session."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from college.formfields import PoundsField
from enrolment.claims.models import Claim, Rates
from enrolment.claims.money import Said, pounds
from enrolment.claims.receipts import Paper, read_receipt


class ClaimForm(forms.Form):
    """The involvement payment, the way there, and receipts. All of it may stay empty but one."""

    use_required_attribute = False

    wants_payment = forms.BooleanField(required=False)
    car_miles = forms.DecimalField(
        label=gettext_lazy("Miles by car, there and back"),
        required=False, min_value=0, max_value=999, max_digits=5, decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    passengers = forms.IntegerField(
        label=gettext_lazy("Passengers you took along"),
        required=False, min_value=0, max_value=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    bicycle_miles = forms.DecimalField(
        label=gettext_lazy("Miles by bicycle, there and back"),
        required=False, min_value=0, max_value=999, max_digits=5, decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    receipts_pence = PoundsField(
        label=gettext_lazy("Receipts, in pounds"),
        required=False,
        help_text=gettext_lazy("Bus fare, paper and the like. Empty: none."),
    )
    what_for = forms.CharField(label=gettext_lazy("What they are for"), required=False, max_length=200)
    receipt = forms.FileField(
        label=gettext_lazy("The receipt"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        help_text=gettext_lazy("A photograph or a PDF; several together on one photograph. Only who pays sees it."),
    )

    def __init__(self, *args, claim: Claim | None, rates: Rates, blocks: int, **options):
        """`blocks`: how many involvement payments the session is worth to this trainer; 0: none is for them."""
        names = ("car_miles", "passengers", "bicycle_miles", "receipts_pence", "what_for")
        initial = {name: getattr(claim, name) or "" for name in names} if claim else {}
        initial["wants_payment"] = bool(claim.blocks) if claim else False
        super().__init__(*args, **options | {"initial": initial})
        if not blocks:
            del self.fields["wants_payment"]
        else:
            said = ngettext("An involvement payment: %(sum)s", "%(many)s involvement payments: %(sum)s", blocks)
            self.fields["wants_payment"].label = said % {"sum": pounds(blocks * rates.block_pence), "many": blocks}
        a_mile = {"car": rates.mile_pence, "each": rates.passenger_pence, "bicycle": rates.bicycle_pence}
        self.fields["car_miles"].help_text = _("%(car)sp a mile.") % a_mile
        self.fields["passengers"].help_text = _("%(each)sp a mile more for each.") % a_mile
        self.fields["bicycle_miles"].help_text = _("%(bicycle)sp a mile.") % a_mile

    def clean_receipt(self) -> Paper | None:
        upload = self.cleaned_data["receipt"]
        return read_receipt(upload) if upload else None

    def clean(self):
        given = self.cleaned_data
        if given.get("passengers") and not given.get("car_miles") and "car_miles" not in self.errors:
            self.add_error("car_miles", _("Write the miles that you took them along."))
        if given.get("receipts_pence") and not given.get("what_for") and "what_for" not in self.errors:
            self.add_error("what_for", _("Write what the receipts are for."))
        return given

    def said(self) -> Said:
        """What is claimed. Only where the form is valid."""
        given = self.cleaned_data
        return Said(
            wants_payment=given.get("wants_payment", False),
            car_miles=given["car_miles"] or Decimal(0),
            passengers=given["passengers"] or 0,
            bicycle_miles=given["bicycle_miles"] or Decimal(0),
            receipts_pence=given["receipts_pence"] or 0,
            what_for=given["what_for"] if given["receipts_pence"] else "",
        )
