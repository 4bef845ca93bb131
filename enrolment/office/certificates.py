"""Certificates as the office sees them: a run's, one of them, and on paper."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, row_or_404
from enrolment.certificates.by_hand import give, put_words_right, take_back_for
from enrolment.certificates.eligibility import is_over
from enrolment.certificates.models import CertificatePrintRun
from enrolment.certificates.pdf import attendance_letter_pdf, certificate_pdf, cpd_record_pdf
from enrolment.certificates.permissions import certificate_or_404, run_to_print_or_404
from enrolment.certificates.printing import ask_for_run, print_run_of, standing
from enrolment.certificates.queries import chain_of, lines_of_run
from enrolment.certificates.reasons import IN_WORDS
from enrolment.certificates.tasks import print_what_waits
from enrolment.learners.permissions import open_record
from enrolment.office.forms.certificates import GiveForm, TakeBackForm, WordsForm
from enrolment.places.permissions import enrolments_for


@require_safe
def run_list(request, code):
    """Who of a run has a certificate, and who could be given one."""
    run = run_to_print_or_404(request.user, code)
    rows = [(line, GiveForm(enrolment=line.enrolment)) for line in lines_of_run(run)]
    printed = print_run_of(run=run)
    shown = {"run": run, "rows": rows, "is_over": is_over(run), "printed": printed, "standing": standing(printed)}
    return render(request, "office/certificates.html", shown | {"has_any": any(line.certificate for line, _ in rows)})


@require_POST
def make_run_certificates(request, code):
    """Have all of a run's certificates made into one file."""
    run = run_to_print_or_404(request.user, code)
    ask_for_paper(request, lambda: ask_for_run(run=run, by=request.user, now=timezone.now()))
    return redirect("office:run_list_of_certificates", code=run.code)


@require_safe
def run_certificates(request, code):
    """The file with all of a run's certificates."""
    run = run_to_print_or_404(request.user, code)
    return made_paper(print_run_of(run=run), f"certificates-{run.code}")


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request, code):
    """One certificate: what it says, what happened to it; its words put right, or taken back."""
    found = certificate_or_404(request.user, code)
    open_record(by=request.user, code=found.enrolment.learner.code, part="certificates", now=timezone.now())
    press = request.POST.get("press") if request.method == "POST" else None
    printed = {name: found.words.get(name, "") for name in ("name", "title")}
    words = WordsForm(request.POST if press == "words" else None, initial=printed)
    back = TakeBackForm(request.POST if press == "take_back" else None)
    asked = {"words": words, "take_back": back}.get(press or "")
    if asked is not None and asked.is_valid():
        try:
            return _decide(request, found, press, asked.cleaned_data)
        except Refusal as refusal:
            asked.add_error(None, str(refusal))
    history = [(event, IN_WORDS.get(event.reason, "")) for event in chain_of(found)]
    shown = {"certificate": found, "words": words, "back": back, "form": asked, "history": history}
    return render(request, "office/certificate.html", shown)


def _decide(request, found, press, answers):
    """Carry out what was pressed, and lead to where it shows."""
    if press == "words":
        newest = put_words_right(certificate=found, by=request.user, now=timezone.now(), **answers)
        messages.success(request, _("The certificate has these words now. The learner is told that it is ready."))
        return redirect("office:certificate", code=newest.code)
    take_back_for(certificate=found, by=request.user, now=timezone.now(), **answers)
    messages.success(request, _("It is taken back. No message goes out: please tell the learner yourself."))
    return redirect("office:run_list_of_certificates", code=found.enrolment.run.code)


@require_POST
def give_by_hand(request, code):
    """Give a certificate where the rule alone would not."""
    enrolment = row_or_404(enrolments_for(request.user, Permission.PRINT_CERTIFICATES), code=code)
    try:
        give(enrolment=enrolment, reason=request.POST.get("reason", ""), by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s has a certificate now and is told.") % {"name": enrolment.learner.name})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:run_list_of_certificates", code=enrolment.run.code)


@require_safe
def certificate_paper(request, code):
    """One certificate as a PDF, to hand over or to post; `large` for the large-print twin, `cpd` for a CPD record."""
    found = certificate_or_404(request.user, code)
    open_record(by=request.user, code=found.enrolment.learner.code, part="certificates", now=timezone.now())
    try:
        if "cpd" in request.GET:
            return _paper(cpd_record_pdf(found), "cpd-record")
        return _paper(certificate_pdf(found, large="large" in request.GET), "certificate")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:certificate", code=found.code)


@require_safe
def attendance_letter(request, code):
    """A letter about how often someone came, for whoever asks for it by telephone."""
    enrolment = row_or_404(enrolments_for(request.user), code=code)
    open_record(by=request.user, code=enrolment.learner.code, part="certificates", now=timezone.now())
    how = {"with_title": "untitled" not in request.GET, "large": "large" in request.GET}
    try:
        return _paper(attendance_letter_pdf(enrolment, now=timezone.now(), **how), "letter")
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:person", code=enrolment.learner.code)


def ask_for_paper(request, ask) -> None:
    """Have a print run made, and say that it is on its way, or why not."""
    try:
        ask()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        print_what_waits.enqueue()
        messages.success(request, _("The file is on its way. Look again in a minute."))


def made_paper(printed: CertificatePrintRun | None, name: str) -> FileResponse:
    """The last good file of a print run; 404 where there is none."""
    if printed is None or not printed.file:
        raise Http404
    try:
        return FileResponse(printed.file.open("rb"), content_type="application/pdf", filename=f"{name}.pdf")
    except OSError:
        raise Http404 from None


def _paper(paper: bytes, name: str) -> HttpResponse:
    named = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=named)
