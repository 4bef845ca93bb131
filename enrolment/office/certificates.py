"""A run's certificates, printed by the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from college.refusals import Refusal
from enrolment.certificates.pdf import run_certificates_pdf
from enrolment.certificates.permissions import run_to_print_or_404


@require_safe
def run_certificates(request, code):
    """All of a run's certificates in one file."""
    run = run_to_print_or_404(request.user, code)
    try:
        paper = run_certificates_pdf(run)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:run", code=run.code)
    named = {"Content-Disposition": f'inline; filename="certificates-{run.code}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=named)
