"""What a partner may write of its courses, runs and venues; every choice is among its own."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from courses.models import Course, Session, Term, Venue
from courses.partner_gates import courses_of_partner, localities_of_partner, partners_of, venues_of_partner
from enrolment.office.forms.catalogue import VenueForm
from enrolment.office.forms.planning import AddRunForm, MoveForm
from enrolment.office.forms.runs import RunForm


class OwnCourseForm(forms.ModelForm):
    """What a course is called and where it stands; the college keeps its rules."""

    class Meta:
        model = Course
        fields = ["title", "strand", "level"]
        widgets = {"level": Radios}
        help_texts = {"title": _("Between us. What everyone reads is the title in its words.")}


class NewCourseForm(OwnCourseForm):
    """A course of the partner's own."""

    partner = forms.ModelChoiceField(label=_("For whom"), queryset=None, empty_label=None)

    class Meta(OwnCourseForm.Meta):
        fields = ["partner", "code", "title", "strand", "level"]
        help_texts = OwnCourseForm.Meta.help_texts | {"code": _("Short, for lists. For example: ART01.")}

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["partner"].queryset = partners_of(user)


class OwnVenueForm(VenueForm):
    """The facts of one of the partner's venues, which stays the partner's."""

    class Meta(VenueForm.Meta):
        fields = [name for name in VenueForm.Meta.fields if name != "partner"]


class NewVenueForm(OwnVenueForm):
    """A new venue, in an area in which the partner teaches."""

    partner = forms.ModelChoiceField(label=_("For whom"), queryset=None, empty_label=None)
    locality = forms.ModelChoiceField(label=_("Area"), queryset=None, empty_label=_("Choose"))

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["partner"].queryset = partners_of(user)
        self.fields["locality"].queryset = localities_of_partner(user)
        self.order_fields(["partner", "locality"])

    def clean_name(self):
        return self.cleaned_data["name"].strip()  # the verb refuses a name that is taken


class OwnRunForm(RunForm):
    """The facts of a run; its venue is the one it has, or one of the partner's."""

    class Meta(RunForm.Meta):
        fields = [name for name in RunForm.Meta.fields if name != "notes"]

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        theirs = venues_of_partner(user).filter(locality=self.instance.locality)
        own = Venue.objects.filter(pk__in=[*theirs.values_list("pk", flat=True), self.instance.venue_id])
        self.fields["venue"].queryset = own


class OwnMoveForm(MoveForm):
    """Another day, other hours or another venue; the venue is the one it has, or one of the partner's."""

    def __init__(self, *args, user, session: Session, **options):
        super().__init__(*args, session=session, **options)
        theirs = venues_of_partner(user).filter(locality=session.run.locality_id)
        own = Venue.objects.filter(pk__in=[*theirs.values_list("pk", flat=True), session.venue_id])
        self.fields["venue"].queryset = own.select_related("locality")


class OwnAddRunForm(AddRunForm):
    """A run of one of the partner's courses, in one of its venues."""

    def __init__(self, *args, user, term: Term, **options):
        super().__init__(*args, user=user, term=term, **options)
        self.fields["course"].queryset = courses_of_partner(user)
        self.fields["locality"].queryset = localities_of_partner(user)
        self.fields["venue"].queryset = venues_of_partner(user)

    def clean_venue(self):
        venue, locality = self.cleaned_data["venue"], self.cleaned_data.get("locality")
        if venue and locality and venue.locality_id != locality.pk:
            raise ValidationError(_("This venue is in another area. Choose one of the area of the run."))
        return venue
