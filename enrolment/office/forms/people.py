"""Forms about one learner: what the office arranges for them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import DatePartsField, Radios
from enrolment.learners.models import Need, Note
from enrolment.learners.notes import NothingWritten


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


class NoteForm(forms.ModelForm):
    """Something to remember about a person."""

    use_required_attribute = False

    class Meta:
        model = Note
        fields = ["text", "about_on", "readers"]
        widgets = {"readers": Radios, "text": forms.Textarea(attrs={"rows": 4})}
        field_classes = {"about_on": DatePartsField}
        help_texts = {"text": _("Facts that help the next colleague. The person may ask to read it.")}
        error_messages = {"text": {"required": NothingWritten.sentence}}
