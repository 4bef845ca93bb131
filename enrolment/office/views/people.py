"""People who learn: find one, see their places, give a sign-in code."""

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require
from enrolment.learners.permissions import learners_for, needs_of, open_record
from enrolment.learners.queries import named_like
from enrolment.office.papers import code_paper
from enrolment.places.models import Enrolment


@require_safe
def people(request):
    """Find a learner of one's localities by name, e-mail or telephone; nobody is listed unasked."""
    require(request.user, Permission.SEE_LEARNERS)
    sought = request.GET.get("q", "").strip()
    found = named_like(learners_for(request.user), sought)[:50] if len(sought) > 1 else []
    return render(request, "office/people.html", {"sought": sought, "found": found})


@require_safe
def person(request, code):
    """One learner's record. That it was opened is written down."""
    learner = open_record(by=request.user, code=code, part="record", now=timezone.now())
    places = Enrolment.objects.filter(learner=learner).select_related("run__course", "run__term", "run__locality")
    return render(
        request,
        "office/person.html",
        {"learner": learner, "places": places.order_by("-asked_at"), "needs": needs_of(learner)},
    )


@require_POST
def sign_in_code(request, code):
    """A printed code for someone without e-mail, to hand over or to post."""
    require(request.user, Permission.GIVE_CODES)
    learner = open_record(by=request.user, code=code, part="sign-in", now=timezone.now())
    try:
        return code_paper(user=learner.user, name=learner.name, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return person(request, code)
