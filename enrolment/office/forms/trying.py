"""Who would teach a run instead: nothing is saved by looking at it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Policy
from enrolment.trainers.fits import Fit
from enrolment.trainers.models import Trainer
from enrolment.trainers.queries import Pair

PEER, PROFESSIONAL = Trainer.Kind.PEER, Trainer.Kind.PROFESSIONAL


class TryForm(forms.Form):
    """The two who would teach; anybody beside them stays."""

    use_required_attribute = False

    first = forms.ChoiceField(label=_("Peer trainer"), required=False)
    second = forms.ChoiceField(label=_("Professional trainer"), required=False)
    knows = forms.BooleanField(label=_("I know, and it is all right"), required=False)

    def __init__(self, data=None, *, pair: Pair, fits: list[Fit]):
        """fits: everyone against the run, as if nobody were on it."""
        super().__init__(data)
        self.pair, self.by_code = pair, {fit.trainer.code: fit.trainer for fit in fits}
        any_second = pair.rule == Policy.Pair.PEER_SECOND
        kinds = {"first": {PEER}, "second": {PEER, PROFESSIONAL} if any_second else {PROFESSIONAL}}
        seconds = pair.professionals or (pair.peers[1:] if any_second else [])
        self.sides = {"first": pair.peers[:1], "second": seconds[:1]}
        if any_second:
            self.fields["second"].label = _("Second trainer")
        for name, side in self.sides.items():
            field = self.fields[name]
            field.choices = _grouped([fit for fit in fits if fit.trainer.kind in kinds[name]])
            field.initial = next((each.trainer.code for each in side), "")
            field.error_messages["invalid_choice"] = _("Choose one of those who stand in the list.")

    def clean(self):
        said = super().clean()
        if said.get("first") and said.get("first") == said.get("second"):
            self.add_error("second", _("Two different people teach a run. Choose somebody else."))
        return said

    @property
    def beside(self) -> list[Trainer]:
        """Who is on the run beside the two, and stays."""
        two = {each.pk for side in self.sides.values() for each in side}
        return [each.trainer for each in self.pair.everyone if each.pk not in two]

    def chosen(self) -> list[Trainer]:
        """Who would teach the run. Only where the form is valid."""
        codes = [self.cleaned_data[name] for name in ("first", "second") if self.cleaned_data[name]]
        return [*(self.by_code[code] for code in codes), *self.beside]


def _grouped(fits: list[Fit]) -> list:
    """Best first, by whether anything stands in the way."""
    groups = [
        (_("Could teach it, best first"), [fit for fit in fits if fit.is_good]),
        (_("Not as they usually teach"), [fit for fit in fits if fit.remarks and not fit.hindrances]),
        (_("Something keeps them from it"), [fit for fit in fits if fit.hindrances]),
    ]
    named = [(words, [(fit.trainer.code, fit.trainer.name) for fit in group]) for words, group in groups if group]
    return [("", _("Nobody yet")), *named]
