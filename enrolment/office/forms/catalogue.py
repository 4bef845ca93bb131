"""Forms about what is taught and where: courses, venues, areas, strands."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes, Radios
from college.look.word_fields import FormWithWords, fields_of_words, given_words
from courses.models import Course, Venue
from enrolment.office.forms.days import DayField


class CourseForm(forms.ModelForm):
    """The facts of a course; its words are written and signed on its page."""

    review_on = DayField(label=_("Next review of its words"), required=False, help_text=_("For example 30/06/2027."))

    class Meta:
        model = Course
        fields = [
            "title", "partner", "strand", "level", "audiences", "needs_certified_facilitators",
            "wanted_skills", "wanted_beside", "certificate_threshold", "required_sessions", "review_on",
        ]  # fmt: skip
        widgets = {
            "level": Radios,
            "audiences": Checkboxes,
            "wanted_skills": forms.Textarea(attrs={"rows": 3}),
            "certificate_threshold": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {"title": _("For the office. What everyone reads is the title on its page.")}


class VenueForm(forms.ModelForm):
    """A venue and what someone must know to come in at the door."""

    FACTS = ["step_free", "accessible_toilet", "hearing_loop", "parking", "quiet_space"]

    class Meta:
        model = Venue
        fields = [
            "name", "partner", "address", "postcode", "getting_there", "step_free", "accessible_toilet", "hearing_loop",
            "parking", "quiet_space", "access_notes", "room_size",
        ]  # fmt: skip
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "getting_there": forms.Textarea(attrs={"rows": 3}),
            "access_notes": forms.Textarea(attrs={"rows": 3}),
            "room_size": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "getting_there": _("The nearest stop or station, and which door."),
            "access_notes": _("Such as: ring the bell, and we open."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in self.FACTS:
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                choices=[("true", _("Yes")), ("false", _("No")), ("", _("Not known yet"))],
                coerce={"true": True, "false": False}.get,
                empty_value=None,
                required=False,
                widget=Radios,
            )
            known = self.initial.get(name)
            self.initial[name] = "" if known is None else str(known).lower()

    @property
    def access(self):
        """The questions that are answered with yes, no or not known yet."""
        return [self[name] for name in self.FACTS]

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        others = Venue.objects.filter(locality=self.instance.locality, name__iexact=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("Another venue of this area has this name. Write how they differ."))
        return name


class LocalityForm(forms.Form):
    """An area of the college, or "Online"."""

    name = forms.CharField(label=_("Name of the area"), max_length=80)
    is_online = forms.BooleanField(label=_("This is where online courses stand"), required=False)


class OwnWordsForm(FormWithWords, forms.Form):
    """What an area calls things, or courses for an audience; an empty field is the college's word."""

    def __init__(self, *args, chosen, college, **options):
        super().__init__(*args, **options)
        self.fields |= fields_of_words(chosen, otherwise=college)

    def words(self) -> dict[str, str]:
        return given_words(self.cleaned_data)


class StrandForm(forms.Form):
    """A theme of the prospectus."""

    name = forms.CharField(label=_("Name of the strand"), max_length=80)

    prefix = "strand"


class AudienceForm(forms.Form):
    """People for whom some courses are especially."""

    name = forms.CharField(
        label=_("Name of the audience"), max_length=80, help_text=_("As it reads after “especially for”: carers.")
    )

    prefix = "audience"


class PartnerForm(forms.Form):
    """An organisation that teaches with the college."""

    name = forms.CharField(label=_("Name of the partner"), max_length=120)

    prefix = "partner"
