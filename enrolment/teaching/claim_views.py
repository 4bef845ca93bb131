"""What trainers claim for sessions they taught, and what became of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from enrolment.claims.actions import claim_for, owed_for, withdraw
from enrolment.claims.money import Said
from enrolment.claims.permissions import receipt_or_404, taught_or_404
from enrolment.claims.queries import claims_of, rates_on, sessions_to_claim
from enrolment.claims.receipts import receipt_file
from enrolment.claims.states import OPEN
from enrolment.teaching.claim_forms import ClaimForm
from enrolment.trainers.permissions import trainer_or_404


@require_safe
def claims(request):
    """What can be claimed for, and what was: sent, approved, paid, with its days."""
    trainer = trainer_or_404(request.user)
    context = {"to_claim": sessions_to_claim(trainer, now=timezone.now()), "claims": claims_of(trainer)}
    return render(request, "teaching/claims.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, code):
    """The claim for one session that I taught: send it, put it right, withdraw it, see where it is."""
    trainer = trainer_or_404(request.user)
    session, found = taught_or_404(trainer, code, timezone.now())
    form = ClaimForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        claim=found,
        rates=rates_on(session.held_on),
        blocks=owed_for(trainer, session, Said(wants_payment=True)).blocks,
    )
    is_withdrawn = request.method == "POST" and request.POST.get("press") == "withdraw"
    if request.method == "POST" and (is_withdrawn or form.is_valid()):
        try:
            messages.success(request, _withdrawn(request, found) if is_withdrawn else _sent(request, session, form))
            return redirect("teaching:claims")
        except Refusal as refusal:
            if is_withdrawn:
                messages.error(request, str(refusal))
                return redirect("teaching:claim", code=code)
            form.add_error(None, str(refusal))
    context = {"session": session, "claim": found, "form": form, "is_open": found is None or found.status in OPEN}
    return render(request, "teaching/claim.html", context)


def _sent(request, session, form) -> str:
    trainer, now = trainer_or_404(request.user), timezone.now()
    paper = form.cleaned_data["receipt"]
    claim_for(trainer=trainer, session=session, said=form.said(), paper=paper, by=request.user, now=now)
    return _("Your claim is sent. You see here what becomes of it.")


def _withdrawn(request, found) -> str:
    if found:
        withdraw(claim=found, by=request.user, now=timezone.now())
    return _("Your claim is withdrawn.")


@require_safe
def receipt(request, code):
    """The receipt that I sent with a claim."""
    _session, found = taught_or_404(trainer_or_404(request.user), code, timezone.now())
    return receipt_file(receipt_or_404(found))
