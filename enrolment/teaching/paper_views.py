"""Keying in a register that was taken on paper. No photo of it is ever asked for or kept."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from enrolment.registers.queries import marks_for, names_for
from enrolment.teaching.paper_forms import CodeForm, PaperForm
from enrolment.teaching.views import take
from enrolment.trainers.permissions import require_registers, session_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def find(request):
    """The code at its foot leads to its names."""
    require_registers(request.user)
    form = CodeForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect("teaching:key", code=form.session.code)
    return render(request, "teaching/find_paper.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def key(request, code):
    """One letter a name, in the order of the sheet."""
    session = session_or_404(request.user, code)
    form = PaperForm(request.POST or None, names=names_for(session), marks=marks_for(session))
    if request.method == "POST" and form.is_valid():
        try:
            take(request, session, form)
            return redirect("teaching:register", code=session.code)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "teaching/key_paper.html", {"session": session, "form": form})
