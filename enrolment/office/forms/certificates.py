"""Forms about certificates: why one is given or taken back, and its words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enrolment.certificates.reasons import GIVEN, TAKEN_BACK

CHOOSE = ("", _("Choose"))


class GiveForm(forms.Form):
    """Why somebody has a certificate whom the rule alone would give none."""

    reason = forms.ChoiceField(label=_("Why they have one"), choices=[CHOOSE, *GIVEN.items()])

    def __init__(self, *args, enrolment, **options):
        super().__init__(*args, auto_id=f"id_{enrolment.code}_%s", **options)


class WordsForm(forms.Form):
    """The name and the title, as the learner wishes them printed."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=120)
    title = forms.CharField(
        label=_("Name of the course on the certificate"),
        max_length=200,
        help_text=_("Another name may stand here, where the course’s own says more than the learner wishes to show."),
    )


class TakeBackForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why it is taken back"), choices=[CHOOSE, *TAKEN_BACK.items()])
