"""Whom a learner lets act for them: what, and until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes, DatePartsField
from enrolment.learners.answers import is_whole_number

SCOPE_WORDS = [
    ("may_see", _("See what is next: my places, days and venues, with the names of the courses")),
    ("may_book", _("Take places for me, give them up, and say when I can’t come")),
    ("may_answer", _("Say yes or no when a place is kept for me")),
    ("is_told", _("Hear when you write to me about a place, and read what you wrote")),
]


class SupportForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=_("What is their name?"),
        max_length=80,
        error_messages={"required": _("Write the name of the person who helps.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("We ask them by e-mail whether they would like to help, and they sign in with it as themself."),
        required=False,
        error_messages={"invalid": _("Write the e-mail address in full, such as sam@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    mobile = forms.CharField(
        label=_("Or their mobile number, if they have no e-mail"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may they do?"),
        help_text=_("Nothing else is open to them: not your details, not what helps you, not your certificates."),
        choices=SCOPE_WORDS,
        error_messages={"required": _("Tick at least one thing that they may do.")},
        widget=Checkboxes,
    )
    until = DatePartsField(
        label=_("Until the end of which day?"), help_text=_("It can be ended earlier at any time. Nobody asks why.")
    )

    def clean(self):
        email, mobile = self.cleaned_data.get("email", ""), self.cleaned_data.get("mobile", "").strip()
        if not email and not mobile and "email" not in self.errors:
            self.add_error("email", _("Write their e-mail address, or their mobile number below."))
        if mobile and not is_whole_number(mobile):
            self.add_error("mobile", _("Write the whole number. Spaces are fine."))
        return self.cleaned_data


class SupportByPhoneForm(SupportForm):
    """The same, as somebody of the office is told it."""

    said = forms.CharField(
        label=_("How did the learner tell us so?"),
        help_text=_("Such as: rang on Tuesday, and we rang back on the number that we hold. Kept locked away."),
        max_length=500,
        error_messages={"required": _("Write down how the learner told us. They have to say it themself.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
