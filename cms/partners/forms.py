"""The words of a course as a partner writes them."""

from django import forms

from cms.models import CoursePage

LONG = ("about", "who_for", "learn", "expect", "content_note", "prerequisites", "made_by")


class WordsForm(forms.ModelForm):
    """What everyone will read; pictures and the address are the college's to add."""

    class Meta:
        model = CoursePage
        fields = ["title", "hook", *LONG]
        widgets = {name: forms.Textarea(attrs={"rows": 6 if name == "about" else 3}) for name in LONG}
