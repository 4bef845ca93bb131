"""Forms about one learner: the place that the office gives, what it arranges."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import DatePartsField, Radios
from enrolment.learners.models import Need

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


class NeedForm(forms.ModelForm):
    """What the college does about what helps someone."""

    class Meta:
        model = Need
        fields = ["action", "knows", "status", "review_on"]
        widgets = {"status": Radios, "knows": Radios, "action": forms.TextInput}
        field_classes = {"review_on": DatePartsField}
        labels = {
            "action": _("What is done about it"),
            "status": _("How it stands"),
            "review_on": _("Look at it again on"),
        }
        help_texts = {"action": _("What to do, not why: trainers read it. Such as: keep the seat by the door free.")}
