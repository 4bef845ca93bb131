from django import forms
from django.utils.translation import gettext_lazy as _

from college.fields import without_gaps


class CheckForm(forms.Form):
    code = forms.CharField(
        label=_("Certificate code"),
        help_text=_("It stands at the foot of the certificate. Gaps don't matter."),
        max_length=60,
        error_messages={
            "required": _("Write the code that stands at the foot of the certificate."),
            "max_length": _("This is longer than a certificate code. Check it and write it again."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_code(self) -> str:
        """The letters and figures alone, as an address can carry them."""
        code = without_gaps(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(self.fields["code"].error_messages["required"])
        return code
