"""The words of a course as a partner writes them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.blocks import EasyReadBlock, refuse_long
from cms.models import CoursePage
from cms.partners.actions import Said
from college.pictures import HINT, DrawnPictureField

LONG = ("about", "who_for", "learn", "expect", "content_note", "prerequisites", "made_by")


class WordsForm(forms.ModelForm):
    """What everyone will read; its picture and Easy Read have pages of their own, the address is the college's."""

    class Meta:
        model = CoursePage
        fields = ["title", "hook", *LONG]
        widgets = {name: forms.Textarea(attrs={"rows": 6 if name == "about" else 3}) for name in LONG}


class PictureForm(forms.Form):
    """The picture of a course and what it shows: one is there already, or one comes now."""

    picture = DrawnPictureField(label=_("Picture"), help_text=HINT, required=False)
    shows = forms.CharField(
        label=_("What it shows"), help_text=_("For people who can't see it. One sentence."), max_length=200
    )

    def __init__(self, *args, standing, **options):
        super().__init__(*args, initial={"shows": standing.description if standing else ""}, **options)
        self.fields["picture"].required = standing is None


class SentenceForm(forms.Form):
    """One sentence of Easy Read and its picture. `pictures`: those that the sentences have already, by id."""

    words = forms.CharField(
        label=_("One idea, in one short sentence"),
        help_text=_("At most 15 words. Empty: no sentence stands here."),
        max_length=EasyReadBlock.MOST_LETTERS,
        required=False,
        validators=[refuse_long],
    )
    picture = DrawnPictureField(label=_("A picture for it"), required=False)
    shows = forms.CharField(label=_("What the picture shows"), max_length=200, required=False)
    without = forms.BooleanField(label=_("Take its picture away"), required=False)
    standing = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, pictures, **options):
        # A line that says what the draft says already is to be kept, not skipped as one that nobody filled in.
        super().__init__(*args, **options | {"empty_permitted": False})
        self.pictures = pictures
        if self.shown is None:
            del self.fields["without"]

    @property
    def shown(self):
        """The picture that this sentence has."""
        number = self["standing"].value()
        return self.pictures.get(int(number)) if str(number or "").isdecimal() else None

    def clean(self):
        said = super().clean()
        if not said.get("words") and said.get("picture"):
            self.add_error("words", _("Write the sentence that this picture belongs to."))
        keeps = self.shown is not None and not said.get("without")
        if (said.get("picture") or keeps) and not said.get("shows") and "shows" not in self.errors:
            self.add_error("shows", _("Say what the picture shows, for people who can't see it."))
        return said

    @property
    def said(self) -> Said | None:
        """What is to be kept; None for an empty line."""
        given = self.cleaned_data
        if not given.get("words"):
            return None
        picture = None if given.get("without") else self.shown
        return Said(given["words"], picture, given.get("picture"), given.get("shows", ""))


Sentences = forms.formset_factory(SentenceForm, extra=3, max_num=40, absolute_max=60, validate_max=True)
