"""Forms about certificates: why one is given or taken back, and its words."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from enrolment.certificates.letters import refuse_lost_letters
from enrolment.certificates.reasons import GIVEN, TAKEN_BACK

CHOOSE = ("", _("Choose"))


class GiveForm(forms.Form):
    """Why somebody has a certificate whom the rule alone would give none."""

    reason = forms.ChoiceField(label=_("Why they have one"), choices=[CHOOSE, *GIVEN.items()])

    def __init__(self, *args, enrolment, **options):
        super().__init__(*args, auto_id=f"id_{enrolment.code}_%s", **options)


def printable(text: str) -> None:
    """The refusal of the verb, said beside the field."""
    try:
        refuse_lost_letters(text)
    except Refusal as refusal:
        raise ValidationError(str(refusal)) from None


class WordsForm(forms.Form):
    """The name and the title, as the learner wishes them printed."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=120, validators=[printable])
    title = forms.CharField(
        label=_("Name of the course on the certificate"),
        max_length=200,
        validators=[printable],
        help_text=_("Another name may stand here, where the course’s own says more than the learner wishes to show."),
    )


class TakeBackForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why it is taken back"), choices=[CHOOSE, *TAKEN_BACK.items()])
