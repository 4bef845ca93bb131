"""The college's own words for one kind of message."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from college.outbox.drawings import DRAWINGS
from enrolment.messages.easy_read import MOST, Sentence, refuse_hard
from enrolment.messages.own_words import BrokenWords, refuse_broken, refuse_missing


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


class EasySentenceForm(forms.Form):
    """One sentence with its picture; empty: there is none here."""

    use_required_attribute = False

    sentence = forms.CharField(label=_("Sentence"), required=False, max_length=200)
    picture = forms.ChoiceField(label=_("Picture"), required=False, choices=[("", _("no picture")), *DRAWINGS.items()])

    def __init__(self, *args, event: str = "", **options):
        super().__init__(*args, **options)
        self.event = event

    def clean_sentence(self):
        sentence = " ".join(self.cleaned_data["sentence"].split())
        try:
            refuse_hard(self.event, sentence)
        except BrokenWords as refusal:
            raise ValidationError(str(refusal)) from None
        return sentence


class EasySentences(forms.BaseFormSet):
    """All sentences of one kind of message, in their order."""

    default_error_messages: ClassVar = forms.BaseFormSet.default_error_messages | {
        "missing_management_form": _("A part of this page did not arrive. Please send it again.")
    }

    def add_fields(self, form, index):
        super().add_fields(form, index)
        number = {"number": (index or 0) + 1}
        form.fields["sentence"].label = _("Sentence %(number)s") % number
        form.fields["picture"].label = _("Picture %(number)s") % number

    def clean(self):
        said = " ".join(sentence for sentence, _picture in sentences_of(self)) if not any(self.errors) else ""
        try:
            if said:
                refuse_missing(self.form_kwargs["event"], said, is_text=False)
        except BrokenWords as refusal:
            raise ValidationError(str(refusal)) from None


def sentences_of(formset: forms.BaseFormSet) -> list[Sentence]:
    """Those that are filled in. Only where all are valid."""
    given = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("sentence")]
    return [(each["sentence"], each["picture"]) for each in given]


EasySentencesFormSet = forms.formset_factory(EasySentenceForm, formset=EasySentences, extra=MOST, max_num=MOST)
