"""A venue's own page, for everyone; and its photographs, for the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.keeping import kept
from cms.venues.actions import add_picture, say_what_it_shows, take_away
from cms.venues.forms import AddForm, WordsForm
from cms.venues.queries import pictures_of
from college.refusals import Refusal
from courses.permissions import Permission, row_or_404, venues_for
from courses.queries import coming_runs_at, public_venues, with_words


@login_not_required
@require_safe
def venue(request: HttpRequest, slug: str) -> HttpResponse:
    """Where it is, how to get there and in, how it looks, what runs there. 404 where nothing public ever met."""
    return kept(request, lambda: _draw(request, slug))


def _draw(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    found = row_or_404(public_venues(now), slug=slug)
    runs = with_words(coming_runs_at(found, now))
    return render(request, "venues/venue.html", {"venue": found, "pictures": pictures_of(found), "runs": runs})


@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: HttpRequest, slug: str) -> HttpResponse:
    """The photographs of a venue: add one, say what it shows, take it away."""
    found = row_or_404(venues_for(request.user, Permission.PLAN_TERM), slug=slug)
    form = AddForm(request.POST, request.FILES) if request.POST.get("press") == "add" else AddForm()
    if form.is_bound and form.is_valid():
        given = {"file": form.cleaned_data["picture"], "shows": form.cleaned_data["shows"]}
        try:
            add_picture(venue=found, by=request.user, now=timezone.now(), **given)
        except Refusal as refusal:
            form.add_error("picture", str(refusal))
        else:
            messages.success(request, _("The photograph is on the page of the venue."))
            return redirect("venue_pictures", slug=found.slug)
    return render(request, "venues/pictures.html", {"venue": found, "form": form, "pictures": pictures_of(found)})


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One photograph: what it shows, and taking it away."""
    found = row_or_404(venues_for(request.user, Permission.PLAN_TERM), slug=slug)
    shown = row_or_404(pictures_of(found), pk=pk)
    now = timezone.now()
    if request.POST.get("press") == "take_away":
        take_away(picture=shown, by=request.user, now=now)
        messages.success(request, _("The photograph is no longer shown."))
        return redirect("venue_pictures", slug=found.slug)
    form = WordsForm(request.POST if request.method == "POST" else None, initial={"shows": shown.shows})
    if form.is_valid():
        say_what_it_shows(picture=shown, shows=form.cleaned_data["shows"], by=request.user, now=now)
        messages.success(request, _("Saved."))
        return redirect("venue_pictures", slug=found.slug)
    return render(request, "venues/picture.html", {"venue": found, "picture": shown, "form": form})
