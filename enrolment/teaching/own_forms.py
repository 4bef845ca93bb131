"""What trainers say of themselves: their usual week, days away, limits, and the name they are credited by."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from college.formfields import DatePartsField
from enrolment.trainers.actions import LIMITS, LIMITS_IN_FIGURES
from enrolment.trainers.models import FreeTime, Trainer

Half = FreeTime.Half
HALVES = {Half.MORNING: _("Morning"), Half.AFTERNOON: _("Afternoon"), Half.EVENING: _("Evening")}


class WeekForm(forms.Form):
    """The usual week: a tick for each part of a day on which somebody is usually free."""

    free = forms.MultipleChoiceField(
        choices=[(f"{weekday}{half}", f"{WEEKDAYS[weekday]} {half}") for weekday in WEEKDAYS for half in HALVES],
        required=False,
        error_messages={"invalid_choice": _("Tick only times that stand on this page.")},
    )

    def __init__(self, *args, free_times=(), **options):
        super().__init__(*args, **options)
        self.fields["free"].initial = [f"{time.weekday}{time.half}" for time in free_times]

    def rows(self):
        """(weekday in words, [(value, part of the day in words, is ticked)]), from Monday on."""
        ticked = set(self["free"].value() or [])
        return [
            (name, [(f"{day}{half}", words, f"{day}{half}" in ticked) for half, words in HALVES.items()])
            for day, name in WEEKDAYS.items()
        ]

    def halves(self) -> list[tuple[int, str]]:
        """What was ticked. Only where the form is valid."""
        return [(int(value[0]), value[1:]) for value in self.cleaned_data["free"]]


class AwayForm(forms.Form):
    """Days on which somebody does not teach; one day needs no last one."""

    use_required_attribute = False

    first_on = DatePartsField(label=_("First day away"))
    last_on = DatePartsField(label=_("Last day away"), required=False, help_text=_("Empty: that one day."))

    def days(self) -> dict:
        """The first and the last day. Only where the form is valid."""
        first_on = self.cleaned_data["first_on"]
        return {"first_on": first_on, "last_on": self.cleaned_data["last_on"] or first_on}


class OwnLimitsForm(forms.ModelForm):
    """How much somebody wants at most, where they set out from, and how far they travel."""

    use_required_attribute = False

    class Meta:
        model = Trainer
        fields = list(LIMITS)
        labels = {
            "sessions_a_week": _("Sessions a week at most"),
            "sessions_a_day": _("Sessions a day at most"),
            "sessions_in_a_row": _("Sessions in a row at most"),
            "home": _("You live in or near"),
            "minutes_away": _("Minutes on the way at most"),
            "never_alone": _("I never teach alone"),
        }
        help_texts = {
            "sessions_a_week": _("Nobody asks you for more. Empty: no limit."),
            "sessions_a_day": _("Empty: no limit."),
            "sessions_in_a_row": _("On one day, with less than an hour between them. Empty: no limit."),
            "minutes_away": _("One way, from where you live. Empty: no limit."),
            "never_alone": _("If the other can’t come, we find somebody, or the session moves."),
            "home": _("Runs near by are offered to you first. Only the office sees this."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["home"].empty_label = _("Rather not say")  # type: ignore[attr-defined]
        for name in LIMITS_IN_FIGURES:
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def facts(self) -> dict:
        """What was said. Only where the form is valid."""
        return {name: self.cleaned_data[name] for name in LIMITS}


class CreditForm(forms.ModelForm):
    """The name that stands on programmes and certificates."""

    class Meta:
        model = Trainer
        fields = ["public_name"]
        labels = {"public_name": _("Name as credited")}
        help_texts = {
            "public_name": _("As you like it: your first name will do. Empty: your name as the office has it.")
        }
