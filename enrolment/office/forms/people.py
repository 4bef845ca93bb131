"""Forms about one learner: what the office arranges for them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import DatePartsField, Radios
from enrolment.learners.models import Need


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
