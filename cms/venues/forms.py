"""Forms about the photographs of a venue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.pictures import HINT, DrawnPictureField


class WordsForm(forms.Form):
    """What a photograph shows."""

    shows = forms.CharField(
        label=_("What it shows"),
        help_text=_(
            "For people who can't see it, and for the prospectus on paper. Such as: a green door between two shops, "
            "with a ramp on the left."
        ),
        max_length=200,
    )


class AddForm(WordsForm):
    """A photograph, and what it shows."""

    picture = DrawnPictureField(label=_("Photograph"), help_text=HINT)

    field_order = ["picture", "shows"]
