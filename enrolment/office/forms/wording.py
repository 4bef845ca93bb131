"""The college's own words for one kind of message."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enrolment.messages.own_words import BrokenWords, refuse_broken


class MessageWordsForm(forms.Form):
    """The first paragraph and the text message; empty: as the product says it."""

    lead = forms.CharField(
        label=_("What a letter or e-mail says first"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("After “Hello” and the name. Days, links and help follow by themselves."),
    )
    text = forms.CharField(
        label=_("What a text message says"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("All of it. Name no course: others may see the phone."),
    )
    reader = forms.ChoiceField(label=_("Show it as this person would read it"), required=False)

    def __init__(self, *args, event: str, readers, **options):
        super().__init__(*args, **options)
        self.event = event
        self.fields["reader"].choices = [(place.code, place.learner.name) for place in readers]
        if not readers:
            del self.fields["reader"]

    def clean_lead(self):
        return self._whole(self.cleaned_data["lead"].strip(), is_text=False)

    def clean_text(self):
        return self._whole(self.cleaned_data["text"].strip(), is_text=True)

    def _whole(self, words: str, *, is_text: bool) -> str:
        try:
            refuse_broken(self.event, words, is_text=is_text)
        except BrokenWords as refusal:
            raise ValidationError(str(refusal)) from None
        return words
