"""What trainers say of themselves: when they can teach, how they are credited. Each press is one form."""

import re
from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from enrolment.teaching.own_forms import AwayForm, CreditForm, OwnLimitsForm, WeekForm
from enrolment.teaching.queries import absences_of
from enrolment.trainers.actions import set_limits
from enrolment.trainers.availability import come_back, credit_as, go_away, pause, say_free_times, stay_away_in_week
from enrolment.trainers.pathway.queries import pathway_of
from enrolment.trainers.pathway.words import level_words
from enrolment.trainers.permissions import trainer_or_404
from enrolment.trainers.releasing.queries import release_words, releases_of

NUMBER = re.compile(r"[0-9]{1,9}")


@require_http_methods(["GET", "HEAD", "POST"])
def availability(request):
    """When I can teach: the usual week, "not this week" in one press, days away, limits, and a pause."""
    trainer = trainer_or_404(request.user)
    part, _dash, which = request.POST.get("part", "").partition("-")
    told = request.POST if request.method == "POST" else None
    forms = {
        "week": WeekForm(told if part == "week" else None, free_times=trainer.free_times.all()),
        "away": AwayForm(told if part == "away" else None),
        # A form writes over its row, and what stands there now is still shown.
        "limits": OwnLimitsForm(told if part == "limits" else None, instance=copy(trainer)),
    }
    form = forms.get(part)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            messages.success(request, _said(request.user, trainer, part, which, form))
            return redirect("teaching:availability")
        except Refusal as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return redirect("teaching:availability")
            form.add_error("first_on" if part == "away" else None, str(refusal))
    context = {
        "trainer": trainer,
        "absences": absences_of(trainer, today=timezone.localdate()),
        "part": part,
        "forms": list(forms.values()),
    }
    return render(request, "teaching/availability.html", context | {f"{name}_form": f for name, f in forms.items()})


def _said(user, trainer, part: str, which: str, form) -> str:
    """Do what the pressed button asks for; what is said of it."""
    done = {"trainer": trainer, "by": user, "now": timezone.now()}
    number = int(which) if NUMBER.fullmatch(which) else 0
    match part:
        case "week":
            say_free_times(halves=form.halves(), **done)
            return _("Your usual week is saved. Asking and planning keep to it.")
        case "away":
            go_away(**form.days(), **done)
            return _("These days are yours. Nobody asks why.")
        case "limits":
            set_limits(**form.facts(), **done)
            return _("Saved. Asking and planning keep to this from now on.")
        case "not_in_week":
            stay_away_in_week(weeks_ahead=min(number, 1), **done)
            return _("That week is yours. Nobody asks why.")
        case "back":
            come_back(away=number, **done)
            return _("You can be asked for these days again.")
        case "pause" | "resume":
            pause(is_paused=part == "pause", **done)
            return _("You pause. Come back whenever you like.") if part == "pause" else _("Good to have you back.")
    return _("Nothing was changed.")


@require_http_methods(["GET", "HEAD", "POST"])
def about_me(request):
    """What the office has on record about oneself, and the name one is credited by."""
    trainer = trainer_or_404(request.user)
    form = CreditForm(request.POST if "public_name" in request.POST else None, instance=copy(trainer))
    if form.is_bound and form.is_valid():
        credit_as(trainer=trainer, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. What is printed from now on says it so."))
        return redirect("teaching:about_me")
    released = "; ".join(map(release_words, releases_of(trainer, today=timezone.localdate())))
    return render(request, "teaching/about_me.html", {"trainer": trainer, "form": form, "released": released})


@require_safe
def pathway(request):
    """What one has done as a trainer, the one thing that comes next, and what runs out soon."""
    trainer = trainer_or_404(request.user)
    found = pathway_of(trainer, today=timezone.localdate())
    context = {
        "trainer": trainer,
        "pathway": found,
        "level": level_words(found.level.key, found.level.done_on) if found.level else "",
    }
    return render(request, "teaching/pathway.html", context)
