"""The office's first page."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.permissions import Permission, require
from enrolment.office.queries import messages_not_sent, office_day


@require_safe
def today(request):
    """What wants doing: sessions today, registers owed, runs without their pair, messages stuck."""
    require(request.user, Permission.OPEN_OFFICE)
    return render(request, "office/today.html", {"day": office_day(request.user, today=timezone.localdate())})


@require_safe
def messages_unsent(request):
    """Messages that could not be sent: whom to ring instead. Their words are not shown."""
    require(request.user, Permission.SEE_LEARNERS)
    return render(request, "office/messages.html", {"unsent": messages_not_sent().order_by("written_at")[:200]})
