"""Dated notes on a person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.refusals import Refusal
from courses.permissions import row_or_404
from enrolment.learners.notes import may_take_away, notes_for, take_away_note, write_note
from enrolment.learners.permissions import open_record
from enrolment.office.forms.people import NoteForm


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request, code):
    """What colleagues wrote about somebody, as far as this one may read it; and a new note."""
    now = timezone.now()
    learner = open_record(by=request.user, code=code, part="notes", now=now)
    today = timezone.localdate(now)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"about_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            write_note(learner=learner, by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down."))
            return redirect("office:notes", code=learner.code)
    lines = [(note, may_take_away(request.user, note)) for note in notes_for(request.user, learner)]
    return render(request, "office/notes.html", {"learner": learner, "lines": lines, "form": form})


@require_POST
def take_away(request, code, note_id):
    """A note goes, words and all."""
    now = timezone.now()
    learner = open_record(by=request.user, code=code, part="notes", now=now)
    note = row_or_404(notes_for(request.user, learner), pk=note_id)
    try:
        take_away_note(note=note, by=request.user, now=now)
        messages.success(request, _("The note is gone."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:notes", code=learner.code)
