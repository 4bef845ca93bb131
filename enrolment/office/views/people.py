"""People who learn: find one, see their places, act for them on the telephone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.outbox.words import read
from college.refusals import Refusal
from courses.models import Policy
from courses.permissions import Permission, may, require, row_or_404
from enrolment.learners.actions import account_of, agree
from enrolment.learners.answers import NEED_WORDS
from enrolment.learners.details import change_details
from enrolment.learners.forms import PersonForm
from enrolment.learners.guardian.permissions import guardians_for
from enrolment.learners.notes import notes_for
from enrolment.learners.permissions import learners_for, needs_of, open_record
from enrolment.learners.queries import to_complete
from enrolment.messages.own_words import what_it_tells
from enrolment.messages.reminders import wants_reminders
from enrolment.messages.replies import replies_for
from enrolment.office.actions.helping import arrange_and_tell
from enrolment.office.callers import as_answers, known_already
from enrolment.office.comparing import merges_to_undo
from enrolment.office.forms.people import NeedForm
from enrolment.office.forms.places import GivePlaceForm
from enrolment.office.helping import needs_by_run
from enrolment.office.papers import code_paper
from enrolment.office.queries import messages_to, people_found
from enrolment.places.permissions import enrolments_for
from enrolment.places.queries import places_of, with_first_run
from enrolment.registers.dates import dates_of
from enrolment.registers.queries import calls_of


@require_safe
def people(request):
    """Find a learner of one's localities by name, e-mail or telephone; nobody is listed unasked."""
    require(request.user, Permission.SEE_LEARNERS)
    sought = request.GET.get("q", "").strip()
    return render(request, "office/people.html", {"sought": sought, "found": people_found(request.user, sought)})


@require_safe
def person(request, code):
    """One learner's record. That it was opened is written down.

    Places beyond one's localities are counted, not named: a title can tell more than it should.
    """
    learner = open_record(by=request.user, code=code, part="record", now=timezone.now())
    mine = set(enrolments_for(request.user).filter(learner=learner).values_list("pk", flat=True))
    everywhere = list(places_of(learner))
    dates = dates_of(everywhere)
    places = [(e, GivePlaceForm(enrolment=e), dates[e.pk]) for e in everywhere if e.pk in mine]
    may_merge = may(request.user, Permission.MERGE_RECORDS)
    is_new_face = learner.agreed_at is None
    known = known_already(answers=as_answers(learner), user=request.user, now=timezone.now()) if is_new_face else []
    return render(
        request,
        "office/person.html",
        {
            "learner": learner,
            "wants_reminders": wants_reminders(learner),
            "replies": replies_for(request.user).filter(learner=learner).order_by("-received_at")[:10],
            "sent": [(each, what_it_tells(each)) for each in read(messages_to(request.user, learner)[:10])],
            "places": places,
            "elsewhere": len(everywhere) - len(places),
            "needs": [(need, NEED_WORDS.get(need.kind, need.kind)) for need in needs_of(learner)],
            "may_enrol": may(request.user, Permission.ENROL),
            "calls": [call for call in calls_of(learner) if call.enrolment_id in mine],
            "notes": notes_for(request.user, learner).count(),
            "merges": merges_to_undo(request.user, learner, now=timezone.now()) if may_merge else [],
            "is_new_face": is_new_face,
            "known": [each for each in known if each.learner.pk != learner.pk],
            "policy": Policy.current(),
            "guardian": guardians_for(request.user).filter(learner=learner).first(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code):
    """What somebody has told the college, changed for them while they are on the telephone."""
    require(request.user, Permission.ENROL)
    learner = open_record(by=request.user, code=code, part="details", now=timezone.now())
    form = PersonForm(request.POST if request.method == "POST" else None, learner=learner)
    if request.method == "POST" and form.is_valid():
        try:
            change_details(learner=learner, given=form.given, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is saved."))
            return redirect("office:person", code=learner.code)
    return render(request, "office/person_edit.html", {"learner": learner, "form": form})


@require_safe
def new_faces(request):
    """Who came on the day, and is still to be asked what joining asks."""
    require(request.user, Permission.SEE_LEARNERS)
    found = to_complete(learners_for(request.user))
    return render(request, "office/new_faces.html", {"found": with_first_run(found)})


@require_POST
def agreed(request, code):
    """The learning agreement was read out to somebody who came on the day, and it is fine with them."""
    require(request.user, Permission.ENROL)
    learner = open_record(by=request.user, code=code, part="agreement", now=timezone.now())
    agree(learner=learner, by=request.user, now=timezone.now())
    messages.success(request, _("It is saved. Nothing more is owed for this person."))
    return redirect("office:person", code=learner.code)


@require_safe
def needs(request):
    """Whose help still wants arranging, by the next session they come to."""
    require(request.user, Permission.SEE_LEARNERS)
    return render(request, "office/needs.html", {"lines": needs_by_run(request.user, today=timezone.localdate())})


@require_http_methods(["GET", "HEAD", "POST"])
def need(request, code, need_id):
    """What the college does about one thing that helps someone."""
    learner = open_record(by=request.user, code=code, part="needs", now=timezone.now())
    found = row_or_404(needs_of(learner), pk=need_id)
    form = NeedForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        arrange_and_tell(need=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is saved."))
        return redirect("office:person", code=learner.code)
    words = NEED_WORDS.get(found.kind, found.kind)
    return render(request, "office/need.html", {"learner": learner, "need": found, "words": words, "form": form})


@require_POST
def sign_in_code(request, code):
    """A printed code for someone without e-mail, to hand over or to post."""
    require(request.user, Permission.GIVE_CODES)
    learner = open_record(by=request.user, code=code, part="sign-in", now=timezone.now())
    try:
        user = account_of(learner=learner, by=request.user, now=timezone.now())
        return code_paper(user=user, name=learner.name, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:person", code=learner.code)
