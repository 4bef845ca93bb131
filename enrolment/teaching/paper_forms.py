"""A register that came back on paper: its code, then a letter a name, by keyboard alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Session
from enrolment.registers.models import Mark
from enrolment.teaching.forms import RegisterForm
from enrolment.trainers.permissions import session_called

LETTERS = {
    "h": Mark.Status.PRESENT,
    "l": Mark.Status.PART,
    "a": Mark.Status.APOLOGIES,
    "n": Mark.Status.DID_NOT_ATTEND,
}
LETTER_OF: dict[str, str] = {status: letter for letter, status in LETTERS.items()}


class CodeForm(forms.Form):
    """Which register it is, by the code at its foot."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Code at the foot of the register"),
        max_length=30,
        error_messages={"required": _("Type the code at the foot of the register.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user
        self.session: Session | None = None

    def clean_code(self):
        code = "".join(letter for letter in self.cleaned_data["code"].lower() if letter.isalnum())
        self.session = session_called(self.user, code)
        if self.session is None:
            raise forms.ValidationError(_("None of your registers bears this code. Look at it once more."))
        return code


class LetterField(forms.CharField):
    """h, l, a or n, whatever its size; the mark that it stands for."""

    widget = forms.TextInput(
        attrs={"maxlength": "1", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    )

    def clean(self, value):
        letter = super().clean(value).lower()
        if letter and letter not in LETTERS:
            raise forms.ValidationError(_("Type h, l, a or n."))
        return LETTERS.get(letter, "")


class PaperForm(RegisterForm):
    """A letter for each name; one left empty is left as it is."""

    def field_for(self, name: str, status: str | None) -> forms.Field:
        return LetterField(label=name, required=False, initial=LETTER_OF.get(status, "") if status else "")
