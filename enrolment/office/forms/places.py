"""Forms about one place: given, moved in its line, exchanged for another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from enrolment.office.actions.line import STAY

# Why somebody gets a place before those who have waited longer: codes, never words about a person.
BEFORE_OTHERS = [
    ("", _("They are next on the list")),
    ("our_mistake", _("They lost a place through a mistake of ours")),
    ("only_chance", _("Only this place or time can work for them")),
    ("agreed_with_others", _("Those who waited longer agreed to it")),
]


class GivePlaceForm(forms.Form):
    """Who waits gets a place, with the reason where somebody has waited longer."""

    reason = forms.ChoiceField(label=_("Why do they come first?"), choices=BEFORE_OTHERS, required=False)

    def __init__(self, *args, enrolment, **options):
        super().__init__(*args, auto_id=f"id_{enrolment.code}_%s", **options)


class LineForm(forms.Form):
    """Where somebody stands on a waiting list: first for a reason, together with others."""

    reason = forms.ChoiceField(label=_("Where do they stand?"), required=False, widget=Radios)
    together = forms.ChoiceField(
        label=_("Do they come together with somebody?"),
        help_text=_("They move up together, as soon as there is a place for each of them."),
        required=False,
    )

    def __init__(self, *args, enrolment, others, reasons, **options):
        as_now = [(STAY, _("They stay together, as now"))] if enrolment.party else []
        now = {"reason": enrolment.comes_first, "together": STAY if as_now else ""}
        super().__init__(*args, initial=now, **options)
        kept = [enrolment.comes_first] if enrolment.comes_first not in ["", *reasons] else []
        firsts = [(reason, _("First: %(reason)s") % {"reason": reason}) for reason in [*kept, *reasons]]
        self.fields["reason"].choices = [("", _("In the order in which people asked")), *firsts]
        company = [(other.code, _("With %(name)s") % {"name": other.learner.name}) for other in others]
        self.fields["together"].choices = [*as_now, ("", _("They come by themselves")), *company]


class TransferForm(forms.Form):
    """Which run instead, and the reason where somebody waits there already."""

    run = forms.ChoiceField(label=_("Which run instead?"), error_messages={"required": _("Choose the run.")})
    reason = forms.ChoiceField(
        label=_("If people wait there: why do they come first?"), choices=BEFORE_OTHERS, required=False
    )

    def __init__(self, *args, runs, **options):
        super().__init__(*args, **options)
        self.fields["run"].choices = [("", _("Choose")), *runs]
