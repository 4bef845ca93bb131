"""People who asked to be rung."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.permissions import Permission, require, row_or_404
from enrolment.learners.calls import mark_call_done
from enrolment.learners.models import CallRequest


@require_POST
def done(request, code):
    """Somebody has rung them."""
    require(request.user, Permission.SEE_LEARNERS)
    call = row_or_404(CallRequest.objects.all(), code=code)
    mark_call_done(call=call, by=request.user, now=timezone.now())
    messages.success(request, _("It is written down: this person has been rung."))
    return redirect("office:today")
