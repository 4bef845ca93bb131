"""What a college must have before its first sheet: areas and strands. And the doors to its settings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.models import Wording
from courses.actions.catalogue import choose_words, make_audience, make_locality, make_strand
from courses.permissions import Permission, localities_for, require, row_or_404
from courses.queries import areas, audiences, strands
from enrolment.office.forms.catalogue import AudienceForm, LocalityForm, LocalWordsForm, StrandForm


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
    mine = set(localities_for(request.user, Permission.CHANGE_COLLEGE))
    forms = {"area": area, "strand": strand, "audience": audience}
    rows = {"localities": areas(), "strands": strands(), "audiences": audiences(), "mine": mine}
    return render(request, "office/college.html", forms | rows)


@require_http_methods(["GET", "HEAD", "POST"])
def local_words(request, slug):
    """What an area calls things where it differs from the college."""
    locality = row_or_404(localities_for(request.user, Permission.CHANGE_COLLEGE), slug=slug)
    college = Wording.current().words
    form = LocalWordsForm(request.POST if request.method == "POST" else None, locality=locality, college=college)
    if request.method == "POST" and form.is_valid():
        choose_words(locality=locality, words=form.words(), by=request.user, now=timezone.now())
        messages.success(request, _("The words are saved."))
        return redirect("office:college")
    return render(request, "office/local_words.html", {"locality": locality, "form": form})
