"""The yes of a line manager to a member of staff who teaches: for the office of their own locality."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from courses.permissions import Permission, row_or_404, runs_for
from enrolment.office.forms.releases import ReleaseForm
from enrolment.trainers.permissions import trainers_to_let_in
from enrolment.trainers.releasing.actions import end_release, note_release
from enrolment.trainers.releasing.queries import release_words, releases_of


@require_http_methods(["GET", "HEAD", "POST"])
def releases(request, code):
    """What was said yes to and still holds; write down the next, or that one holds no more."""
    trainer, today = row_or_404(trainers_to_let_in(request.user), code=code), timezone.localdate()
    coming = (
        runs_for(request.user, Permission.ALLOCATE).filter(sessions__held_on__gte=today).exclude(status="cancelled")
    )
    runs = coming.distinct().select_related("course", "locality").prefetch_related("sessions").order_by("pk")
    found = {str(each.pk): each for each in releases_of(trainer, today=today)}
    is_ended = request.method == "POST" and "end" in request.POST
    form = ReleaseForm(request.POST if request.method == "POST" and not is_ended else None, runs=runs)
    if is_ended:
        if release := found.get(request.POST["end"]):
            end_release(release=release, by=request.user, now=timezone.now())
        messages.success(request, _("It holds no more. What they have accepted stays."))
        return redirect("office:releases", code=code)
    if request.method == "POST" and form.is_valid():
        try:
            note_release(trainer=trainer, by=request.user, now=timezone.now(), **form.facts())
            messages.success(request, _("It is written down. Whoever asks and plans sees it."))
            return redirect("office:releases", code=code)
        except Refusal as refusal:
            form.add_error("until", str(refusal))
    told = [(each, release_words(each)) for each in found.values()]
    return render(request, "office/releases.html", {"trainer": trainer, "form": form, "releases": told})
