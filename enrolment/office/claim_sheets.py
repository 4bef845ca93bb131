"""What is to be paid, as .xlsx for whoever pays: the second step is asked for again, and each list taken is logged."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.permissions import Permission, require
from courses.second_factor import require_fresh_step
from courses.sheets.writing import Value
from enrolment.claims.money import as_pounds
from enrolment.claims.permissions import appreciations_for, claims_for
from enrolment.office.sheets import sheet_of


@require_safe
def claims_sheet(request):
    """The approved claims that wait to be paid, a line each; of the receipts what they are for, and no file."""
    require(request.user, Permission.PAY_CLAIMS)
    require_fresh_step(request)
    headings = [
        _("Claim"), _("Name"), _("Is paid"), _("Session"), _("Area"), _("Blocks"), _("Involvement"), _("Miles by car"),
        _("Passengers"), _("Miles by bicycle"), _("Travel"), _("Receipts"), _("What for"), _("To pay"),
        _("Approved by"),
    ]  # fmt: skip
    found = claims_for(request.user, Permission.PAY_CLAIMS).filter(status="approved").select_related("approved_by")
    rows: list[list[Value]] = [
        [
            claim.code,
            claim.trainer.name,
            str(claim.trainer.get_paid_as_display()),
            claim.session.held_on,
            claim.session.run.locality.name,
            claim.blocks,
            as_pounds(claim.involvement_pence),
            claim.car_miles,
            claim.passengers,
            claim.bicycle_miles,
            as_pounds(claim.travel_pence),
            as_pounds(claim.receipts_pence),
            claim.what_for,
            as_pounds(claim.pence),
            str(claim.approved_by),
        ]
        for claim in found
    ]
    return sheet_of(request.user, "claims-to-pay", headings, rows, title=_("Claims to pay"))


@require_safe
def appreciations_sheet(request):
    """How partner groups were thanked, without what was taken back."""
    require(request.user, Permission.PAY_CLAIMS)
    require_fresh_step(request)
    headings = [_("Partner"), _("Paid on"), _("How much"), _("What for"), _("Written down by")]
    rows: list[list[Value]] = [
        [each.partner.name, each.paid_on, as_pounds(each.pence), each.what_for, str(each.by)]
        for each in appreciations_for(request.user).filter(taken_back_at=None)
    ]
    return sheet_of(request.user, "thanks-to-partners", headings, rows, title=_("Appreciation payments"))
