"""Free times for welcome talks: a row of them on one day."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Locality, Venue
from courses.permissions import Permission, localities_for, venues_for
from enrolment.office.forms.days import DayField
from enrolment.office.forms.planning import HoursField


class TimesForm(forms.Form):
    """One day and its hours, cut into talks; the last ends by the end of the hours."""

    use_required_attribute = False

    host = forms.CharField(label=_("Whom do they talk with?"), help_text=_("People read this name."), max_length=80)
    place = forms.ChoiceField(label=_("Where?"), error_messages={"required": _("Choose a venue, or by telephone.")})
    on = DayField(label=_("Day"), help_text=_("For example 12/01/2027."))
    hours = HoursField(label=_("Hours"), help_text=_("For example 10am to 12 midday."))
    minutes = forms.IntegerField(label=_("Minutes for each talk"), initial=30, min_value=10, max_value=120)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        areas = list(localities_for(user, Permission.ENROL).order_by("name"))
        venues = venues_for(user, Permission.ENROL).filter(is_online=False).order_by("locality__name", "name")
        self.places: dict[str, tuple[Locality, Venue | None]] = {f"phone-{area.pk}": (area, None) for area in areas}
        self.places |= {f"venue-{venue.pk}": (venue.locality, venue) for venue in venues}
        self.fields["place"].choices = [
            (name, f"{venue}, {area}" if venue else _("By telephone, %(area)s") % {"area": area})
            for name, (area, venue) in self.places.items()
        ]

    def clean(self):
        given = super().clean()
        if not self.errors and not self.starts:
            self.add_error("hours", _("There is no room for a talk in these hours."))
        return given

    @property
    def starts(self) -> list[dt.datetime]:
        """When each talk begins. Only where day, hours and minutes are valid."""
        begin, end = (
            timezone.make_aware(dt.datetime.combine(self.cleaned_data["on"], at)) for at in self.cleaned_data["hours"]
        )
        length = dt.timedelta(minutes=self.cleaned_data["minutes"])
        return [begin + turn * length for turn in range((end - begin) // length)]

    @property
    def facts(self) -> dict:
        """What `open_times` takes. Only where the form is valid."""
        area, venue = self.places[self.cleaned_data["place"]]
        given = {name: self.cleaned_data[name] for name in ("host", "minutes")}
        return given | {"locality": area, "venue": venue, "starts": self.starts}
