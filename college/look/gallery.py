"""Every component on one page, for whoever writes pages. Only where DEMONSTRATION is on."""

import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes, DatePartsField, Radios

TERM = (("morning", _("Mornings")), ("afternoon", _("Afternoons")), ("any", _("I do not mind")))
NEEDS = (
    ("step-free", _("A way in without steps")),
    ("loop", _("A hearing loop")),
    ("none", _("Nothing just now")),
)


class EveryKindForm(forms.Form):
    """One question of each kind."""

    name = forms.CharField(label=_("Your name"), help_text=_("The name you like to be called."))
    email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    born_on = DatePartsField(label=_("When were you born?"), help_text=_("Such as 27 3 1985."), birthday=True)
    times = forms.ChoiceField(
        label=_("When can you come?"),
        choices=TERM,
        widget=Radios(hints={"morning": _("10am to 12 midday")}, divider="any"),
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help you?"),
        help_text=_("Tick all that you need."),
        choices=NEEDS,
        widget=Checkboxes(divider="none"),
    )
    place = forms.ChoiceField(label=_("Which place is nearest?"), choices=(("", "-"), ("batley", "Batley")))
    words = forms.CharField(label=_("In your own words"), widget=forms.Textarea({"rows": 4}))
    sheet = forms.FileField(label=_("A spreadsheet"), widget=forms.FileInput)
    agree = forms.BooleanField(label=_("I have read the agreement"), help_text=_("It is one page."))


@login_not_required
def design(request):
    """The gallery; `?staff` in the staff frame, `?wrong` with every field put in error."""
    form = EveryKindForm({} if "wrong" in request.GET else None)
    if "told" in request.GET:
        messages.success(request, _("Your place is kept."))
        messages.info(request, _("The library is closed on Monday."))
    context = {
        "form": form,
        "frame": "base_staff.html" if "staff" in request.GET else "base.html",
        "staff_nav": [
            (_("Today"), "/design/?staff", True),
            (_("People"), "/design/?people", False),
            (_("Runs and terms"), "/design/?runs", False),
            (_("Allocation"), "/design/?allocation", False),
        ],
        "day": datetime.date(2027, 1, 19),
        "page": Paginator(range(200), 20).get_page(4),
    }
    return render(request, "design/gallery.html", context)
