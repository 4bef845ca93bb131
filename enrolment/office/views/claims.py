"""What trainers claim: to approve, to pay, by which rates; and how partner groups are thanked."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, may, require, row_or_404
from enrolment.claims.actions import approve, pay, send_back
from enrolment.claims.appreciations import note_appreciation, take_back
from enrolment.claims.permissions import appreciations_for, claim_or_404, claims_for, receipt_or_404
from enrolment.claims.queries import all_rates, history_of, rates_on
from enrolment.claims.rates import set_rates
from enrolment.claims.receipts import receipt_file
from enrolment.office.forms.claims import AppreciationForm, PaidForm, RatesForm, SendBackForm

PAID_SHOWN = 50


@require_safe
def claims(request):
    """Claims of one's localities: those to approve, those to pay, those sent back, and the latest that were paid."""
    require(request.user, Permission.APPROVE_CLAIMS)
    return _list(request)


def _list(request, form: PaidForm | None = None):
    rows, to_pay = claims_for(request.user), claims_for(request.user, Permission.PAY_CLAIMS)
    may_pay = may(request.user, Permission.PAY_CLAIMS)
    context = {
        "to_approve": rows.filter(status="submitted"),
        "approved": (to_pay if may_pay else rows).filter(status="approved"),
        "sent_back": rows.filter(status="sent_back"),
        "paid": rows.filter(status="paid").order_by("-payment__at", "-pk")[:PAID_SHOWN],
        "may_pay": may_pay,
        "form": form,
    }
    return render(request, "office/claims.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, code):
    """One claim: what it is made of; approve it as it stands, or send it back with a sentence."""
    found = claim_or_404(request.user, code)
    is_sent_back = request.POST.get("press") == "send_back"
    form = SendBackForm(request.POST if is_sent_back else None)
    if request.method == "POST" and (not is_sent_back or form.is_valid()):
        done = {"claim": found, "by": request.user, "now": timezone.now()}
        try:
            if is_sent_back:
                send_back(sentence=form.cleaned_data["sentence"], **done)
                messages.success(request, _("It is back with them, with your sentence."))
            else:
                approve(pence=_pence(request), **done)
                messages.success(request, _("It is approved, and waits to be paid."))
            return redirect("office:claims")
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("office:claim", code=code)
    may_pay = claims_for(request.user, Permission.PAY_CLAIMS).filter(pk=found.pk).exists()
    context = {"claim": found, "form": form, "may_pay": may_pay, "events": history_of(found)}
    return render(request, "office/claim.html", context | {"rates": rates_on(found.session.held_on)})


def _pence(request) -> int:
    """The sum that stood on the page; -1 where none did, which is no sum of any claim."""
    seen = request.POST.get("pence", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else -1


@require_safe
def receipt(request, code):
    """The receipt of a claim, for whoever pays it."""
    return receipt_file(receipt_or_404(claims_for(request.user, Permission.PAY_CLAIMS).filter(code=code).first()))


@require_POST
def pay_claims(request):
    """The ticked claims were paid, outside of here: each gets its one payment."""
    require(request.user, Permission.PAY_CLAIMS)
    payable = claims_for(request.user, Permission.PAY_CLAIMS).filter(status__in=["approved", "paid"])
    form = PaidForm(request.POST, claims=payable)
    if not form.is_valid():
        return _list(request, form)
    try:
        paid = len(pay(claims=form.ticked(), by=request.user, now=timezone.now()))
        said = ngettext("%(many)s claim is down as paid.", "%(many)s claims are down as paid.", paid)
        messages.success(request, said % {"many": paid})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:claims")


@require_http_methods(["GET", "HEAD", "POST"])
def rates(request):
    """What the college pays, from which day on."""
    require(request.user, Permission.PAY_CLAIMS)
    now = rates_on(timezone.localdate())
    form = RatesForm(request.POST if request.method == "POST" else None, initial=_as_now(now))
    if request.method == "POST" and form.is_valid():
        try:
            set_rates(by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("These rates hold from that day on. What was claimed before stays as it was."))
            return redirect("office:rates")
        except Refusal as refusal:
            form.add_error("block_hours", str(refusal))
    return render(request, "office/rates.html", {"form": form, "all_rates": all_rates(), "now": now})


def _as_now(now) -> dict:
    return {name: getattr(now, name) for name in RatesForm.Meta.fields if name != "from_on"}


@require_http_methods(["GET", "HEAD", "POST"])
def appreciations(request):
    """How partner groups were thanked, and a form to write down the next."""
    require(request.user, Permission.PAY_CLAIMS)
    form = AppreciationForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            note_appreciation(by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("It is written down."))
            return redirect("office:appreciations")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    found = appreciations_for(request.user)
    return render(request, "office/appreciations.html", {"form": form, "appreciations": found})


@require_POST
def take_back_appreciation(request, code):
    """A payment to a partner group was written down by mistake."""
    found = row_or_404(appreciations_for(request.user), code=code)
    take_back(appreciation=found, by=request.user, now=timezone.now())
    messages.success(request, _("It is taken back."))
    return redirect("office:appreciations")
