"""Which free time somebody takes for their talk."""

from collections.abc import Iterable

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from enrolment.welcome.models import WelcomeTalk
from enrolment.welcome.words import when_words, where_words

# So many free times are shown at once, the soonest first.
SHOWN = 12


class TimeForm(forms.Form):
    use_required_attribute = False

    time = forms.ChoiceField(
        label=_("Which time suits?"), error_messages={"required": _("Choose one of the times.")}, widget=Radios
    )

    def __init__(self, *args, times: Iterable[WelcomeTalk], **options):
        super().__init__(*args, **options)
        self.times = {talk.code: talk for talk in times}
        self.fields["time"].choices = [(code, when_words(talk)) for code, talk in self.times.items()]
        self.fields["time"].widget.hints = {code: _hint(talk) for code, talk in self.times.items()}

    @property
    def talk(self) -> WelcomeTalk:
        """The time that was chosen. Only where the form is valid."""
        return self.times[self.cleaned_data["time"]]


def _hint(talk: WelcomeTalk) -> str:
    return _("%(where)s, with %(host)s") % {"where": capfirst(where_words(talk)), "host": talk.host}
