"""Who works for the college, and as what. Administrators only."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.refusals import Refusal
from courses.actions.roles import end_role as take_away
from courses.permissions import Permission, require, row_or_404
from courses.queries import roles_held
from courses.second_factor import require_fresh_step
from enrolment.office.actions.team import bring_in
from enrolment.office.forms.team import RoleForm


@require_http_methods(["GET", "HEAD", "POST"])
def team(request):
    """All roles, and a form to give one."""
    require(request.user, Permission.CHANGE_ROLES)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require_fresh_step(request)
    if request.method == "POST" and form.is_valid():
        bring_in(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The role is given. They sign in with a code sent to that address."))
        return redirect("office:team")
    return render(request, "office/team.html", {"roles": roles_held(), "form": form})


@require_POST
def end_role(request, role_id):
    """Take a role away."""
    require(request.user, Permission.CHANGE_ROLES)
    require_fresh_step(request)
    try:
        take_away(role=row_or_404(roles_held(), pk=role_id), by=request.user, now=timezone.now())
        messages.success(request, _("The role is taken away."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:team")
