"""Can this college send mail? What last went and what last failed, and a message to oneself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from college.outbox.checking import post_to_oneself, tests_of, ways_that_work
from college.outbox.queries import oldest_unsent
from college.refusals import Refusal
from courses.permissions import Permission, require


@require_safe
def mail_check(request):
    """Each way by which messages leave, and how the last ones fared."""
    require(request.user, Permission.CHANGE_COLLEGE)
    now = timezone.now()
    context = {"ways": ways_that_work(now=now), "oldest": oldest_unsent(), "tests": tests_of(request.user)}
    return render(request, "office/mail_check.html", context)


@require_POST
def test_message(request):
    """A message to the very person who asks."""
    require(request.user, Permission.CHANGE_COLLEGE)
    try:
        post_to_oneself(user=request.user, now=timezone.now())
        messages.success(
            request, _("It is on its way to you. Load this page again in a minute, and look at your mail.")
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:mail_check")
