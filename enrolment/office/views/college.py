"""What a college must have before its first sheet: areas and strands. And the doors to its settings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.actions.catalogue import make_audience, make_locality, make_strand
from courses.permissions import Permission, require
from courses.queries import areas, audiences, strands
from enrolment.office.forms.catalogue import AudienceForm, LocalityForm, StrandForm


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request):
    """Areas, strands and audiences, and a form to add one of each."""
    require(request.user, Permission.CHANGE_COLLEGE)
    pressed = request.POST.get("press", "strand") if request.method == "POST" else ""
    area, strand, audience = (
        kind(request.POST if pressed == name else None)
        for name, kind in (("area", LocalityForm), ("strand", StrandForm), ("audience", AudienceForm))
    )
    for form, verb in ((area, make_locality), (strand, make_strand), (audience, make_audience)):
        if form.is_valid():
            made = verb(**form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("%(name)s is there now.") % {"name": made})
            return redirect("office:college")
    forms = {"area": area, "strand": strand, "audience": audience}
    rows = {"localities": areas(), "strands": strands(), "audiences": audiences()}
    return render(request, "office/college.html", forms | rows)
