"""People who asked to be rung."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enrolment.learners.calls import mark_call_done
from enrolment.learners.permissions import call_or_404


@require_POST
def done(request, code):
    """Somebody has rung them."""
    call = call_or_404(request.user, code)
    mark_call_done(call=call, by=request.user, now=timezone.now())
    messages.success(request, _("It is written down: this person has been rung."))
    return redirect("office:today")
