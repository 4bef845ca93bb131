"""What a learner has told the college, changed by themself; who sees it, who looked, what was sent."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.private import personal
from college.records.queries import openings_about
from college.refusals import Refusal
from courses.form_blocks import FORGETTABLE, NAMED, is_asked
from courses.models import Policy
from courses.sheets.writing import write_csv
from enrolment.learners.actions import agree
from enrolment.learners.answers import NEED_WORDS
from enrolment.learners.details import change_details, confirm_needs, say_needs
from enrolment.learners.forms import PARTS, NeedsForm
from enrolment.learners.models import CAPACITIES
from enrolment.learners.permissions import needs_of
from enrolment.learners.queries import asks_again
from enrolment.learners.told import delete_answers, told_by
from enrolment.my.permissions import learner_or_404


@personal
@require_safe
def details(request):
    """What the college holds about this person, each with a way to change it."""
    learner = learner_or_404(request)
    return render(
        request,
        "my/details.html",
        {
            "learner": learner,
            "helps": [need.own_words or NEED_WORDS.get(need.kind, need.kind) for need in needs_of(learner)],
            "capacities": [words for value, words in CAPACITIES if value in learner.capacities],
            "agrees_anew": learner.agreement_version != Policy.current().agreement_version,
        },
    )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, part):
    """One short screen about oneself: saved when sent."""
    learner = learner_or_404(request)
    form = PARTS[part](request.POST if request.method == "POST" else None, learner=learner)
    if not form.fields:  # switched off by the college
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            change_details(learner=learner, given=form.given, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("my:details")
    return render(request, "my/change.html", {"form": form, "part": part})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request):
    """What helps: ticked and in own words, what is done about it, and once a term "still right?"."""
    learner = learner_or_404(request)
    if not is_asked("needs"):
        raise Http404
    held = list(needs_of(learner))
    form = NeedsForm(request.POST if request.method == "POST" else None, needs=held)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["own_words"]
        say_needs(learner=learner, kinds=form.kinds, words=words, by=request.user, now=timezone.now())
        messages.success(request, _("Saved. Our office arranges what is new."))
        return redirect("my:details")
    rows = [(need.own_words or NEED_WORDS.get(need.kind, need.kind), need) for need in held]
    context = {"form": form, "rows": rows, "asks_again": asks_again(learner, today=timezone.localdate())}
    return render(request, "my/needs.html", context)


@personal
@require_POST
def needs_still_right(request):
    """One press: nothing is typed again."""
    confirm_needs(learner=learner_or_404(request), by=request.user, now=timezone.now())
    messages.success(request, _("Thank you. We keep it as it is."))
    return redirect("my:home")


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request):
    """The learning agreement as it stands now; accepting it changes no place."""
    learner, policy = learner_or_404(request), Policy.current()
    if request.method == "POST":
        agree(learner=learner, by=request.user, now=timezone.now())
        messages.success(request, _("Thank you. All your places stay as they are."))
        return redirect("my:details")
    agreed = learner.agreement_version == policy.agreement_version
    context = {"learner": learner, "agreement": policy.agreement.splitlines(), "agreed": agreed}
    return render(request, "my/agreement.html", context)


@personal
@require_safe
def privacy(request):
    """What is asked and why, who sees it, who opened this person's record; and old answers, to delete."""
    learner = learner_or_404(request)
    old = [told for told in told_by(learner) if not told.is_asked and told.block in FORGETTABLE]
    return render(request, "my/privacy.html", {"openings": openings_about(learner.code)[:30], "old": old})


@personal
@require_safe
def told(request):
    """All that this person told the college, as a sheet to take along; what is asked no more stands in it, too."""
    rows = [(str(one.block.title), str(one.words)) for one in told_by(learner_or_404(request))]
    response = HttpResponse(write_csv([_("What"), _("What you told us")], rows), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="what-i-told.csv"'
    return response


@personal
@require_POST
def delete_old(request, block):
    """What this person once answered and the college asks no more: gone, in one press."""
    learner = learner_or_404(request)
    if NAMED.get(block) not in FORGETTABLE or is_asked(block):
        raise Http404
    delete_answers(learner=learner, block=NAMED[block], by=request.user, now=timezone.now())
    messages.success(request, _("It is deleted."))
    return redirect("my:privacy")
