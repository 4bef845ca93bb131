"""Is this certificate real? Answered to anyone who has its code, in the words that it says."""

import datetime as dt
import functools

from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from college.limits import allow
from college.signin.names import counted
from enrolment.certificates.pdf import as_printed
from enrolment.certificates.queries import confirmed_by
from enrolment.checking.forms import CheckForm

TRIES_A_MINUTE = 10


def _unlisted(view):
    """No search engine keeps the answer."""

    @functools.wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answer


@login_not_required
@never_cache
@_unlisted
@require_safe
def form(request):
    """Asks for the code, and leads to its answer."""
    asked = CheckForm(request.GET if "code" in request.GET else None)
    if asked.is_bound and asked.is_valid():
        return redirect("checking:certificate", code=asked.cleaned_data["code"])
    return render(request, "checking/form.html", {"form": asked})


@login_not_required
@never_cache
@_unlisted
@require_safe
def certificate(request, code):
    """What the certificate says; one answer for every code that is no living certificate's.

    At most ten a minute from one network, counted exactly (reliability guide, section 3).
    """
    minute = dt.timedelta(minutes=1)
    if not allow(f"certificates:{counted(get_ip(request))}", most=TRIES_A_MINUTE, within=minute, now=timezone.now()):
        answer = render(request, "checking/too_many.html", status=429)
        answer["Retry-After"] = "60"
        return answer
    found = confirmed_by(code)
    if found is None:
        return render(request, "checking/unknown.html", status=404)
    return render(request, "checking/certificate.html", {"certificate": as_printed(found)})
