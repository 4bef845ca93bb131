"""The office's first page."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.models import Policy
from courses.permissions import Permission, require
from enrolment.office.opening.left import left_before_opening
from enrolment.office.today import office_day


@require_safe
def today(request):
    """What happens today and what wants doing, most pressing first."""
    require(request.user, Permission.OPEN_OFFICE)
    now = timezone.localtime()
    context = {
        "day": office_day(request.user, today=now.date()),
        "left": left_before_opening(request.user, now),
        "now": now,
        "diary": Policy.current().confirmation == Policy.Confirmation.AFTER_TALK,
    }
    return render(request, "office/today.html", context)
