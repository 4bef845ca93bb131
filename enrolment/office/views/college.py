"""What a college must have before its first sheet: areas and strands. And the doors to its settings."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.models import Wording
from courses.actions.catalogue import (
    choose_words,
    choose_words_for,
    make_audience,
    make_locality,
    make_partner,
    make_strand,
)
from courses.models import Audience, Locality
from courses.permissions import Permission, audiences_for, localities_for, require, row_or_404
from courses.queries import areas, audiences, partners, strands
from enrolment.office.forms.catalogue import AudienceForm, LocalityForm, OwnWordsForm, PartnerForm, StrandForm

KINDS: dict[str, tuple[Any, Callable[..., Model]]] = {
    "area": (LocalityForm, make_locality),
    "strand": (StrandForm, make_strand),
    "audience": (AudienceForm, make_audience),
    "partner": (PartnerForm, make_partner),
}


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request):
    """Areas, strands, audiences and partners, and a form to add one of each."""
    require(request.user, Permission.CHANGE_COLLEGE)
    pressed = request.POST.get("press", "strand") if request.method == "POST" else ""
    forms = {name: kind(request.POST if pressed == name else None) for name, (kind, _verb) in KINDS.items()}
    for name, (_kind, verb) in KINDS.items():
        form = forms[name]
        if form.is_valid():
            made = verb(**form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("%(name)s is there now.") % {"name": made})
            return redirect("office:college")
    mine = set(localities_for(request.user, Permission.CHANGE_COLLEGE))
    rows = {"localities": areas(), "strands": strands(), "audiences": audiences(), "partners": partners()}
    rows["words_for"] = audiences_for(request.user, Permission.CHANGE_COLLEGE)
    return render(request, "office/college.html", forms | rows | {"mine": mine})


@require_http_methods(["GET", "HEAD", "POST"])
def local_words(request, slug):
    """What an area calls things where it differs from the college."""
    locality = row_or_404(localities_for(request.user, Permission.CHANGE_COLLEGE), slug=slug)
    return _own_words(request, locality, partial(choose_words, locality=locality), "office/local_words.html")


@require_http_methods(["GET", "HEAD", "POST"])
def words_for(request, slug):
    """What courses for an audience call things where they differ; it is of the whole college, not of an area."""
    audience = row_or_404(audiences_for(request.user, Permission.CHANGE_COLLEGE), slug=slug)
    return _own_words(request, audience, partial(choose_words_for, audience=audience), "office/words_for.html")


def _own_words(request, owner: Locality | Audience, verb: Callable[..., Model], template: str):
    college = Wording.current().words
    form = OwnWordsForm(request.POST if request.method == "POST" else None, chosen=owner.words, college=college)
    if request.method == "POST" and form.is_valid():
        verb(words=form.words(), by=request.user, now=timezone.now())
        messages.success(request, _("The words are saved."))
        return redirect("office:college")
    return render(request, template, {"owner": owner, "form": form})
