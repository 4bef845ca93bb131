"""What a trainer counts against, for themself."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import DatePartsField, PoundsField
from enrolment.claims.own_count import Limits


class CountForm(forms.Form):
    """Hours, pounds, and the day on which they change. Nobody asks why."""

    use_required_attribute = False

    hours = forms.DecimalField(
        label=_("Hours a week at most"),
        required=False, min_value=Decimal("0.5"), max_value=168, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Empty: you don’t count hours."),
    )  # fmt: skip
    pence = PoundsField(
        label=_("Pounds a week at most"), required=False, help_text=_("Empty: you don’t count payments.")
    )
    changes_on = DatePartsField(
        label=_("The day on which this changes"),
        required=False,
        help_text=_("Many limits change once a year, in April. From that day on we ask you for the new one."),
    )

    def __init__(self, *args, limits: Limits | None, **options):
        initial = {}
        if limits:
            hours = None if limits.hours is None else f"{limits.hours.normalize():f}"
            initial = {"hours": hours, "pence": limits.pence, "changes_on": limits.changes_on}
        super().__init__(*args, **options | {"initial": initial})

    def limits(self) -> Limits:
        """Only where the form is valid."""
        return Limits(**self.cleaned_data)
