"""What a signed-in person passes on each request: the second factor, and the clock."""

import datetime as dt

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from courses import second_factor
from courses.models import Policy
from courses.permissions import roles_of

OFFICE_IDLE = dt.timedelta(minutes=30)
DAY_ENDS_AT = dt.time(4)
# Pages that someone who owes a second factor still needs: to show it, to set it up, to leave.
STILL_OPEN = {"account_logout", "account_reauthenticate"}
# Asked by a page that lies open, not by a person.
NO_SIGN_OF_LIFE = {"wagtailadmin_editing_sessions:ping"}


def is_for_anybody(view) -> bool:
    return not getattr(view, "login_required", True)


def leading_back(request) -> str:
    """Where to return to after signing in: this page, or the start after a form that was sent."""
    return request.get_full_path() if request.method == "GET" else reverse("after_sign_in")


class SecondFactorMiddleware:
    """Holds office roles at the door until they have shown a second factor (courses.second_factor)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or is_for_anybody(view):
            return None
        name = request.resolver_match.url_name or ""
        if name.startswith("mfa_") or name in STILL_OPEN or not second_factor.is_owed(request):
            return None
        if "one_time_code" in second_factor.ways_shown(request):
            return self._not_by_one_time_code(request)
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        if ways:
            return redirect(f"{ways[0]['url']}?{urlencode({'next': leading_back(request)})}")
        messages.info(
            request,
            _("Your role lets you see other people's details. Add a second step to your sign-in before you go on."),
        )
        return redirect("mfa_index")

    def _not_by_one_time_code(self, request):
        # Whoever may print codes could otherwise print one for an administrator.
        logout(request)
        messages.error(request, _("People who work in the office sign in with a code by e-mail. Please do that."))
        return redirect("account_login")


class IdleMiddleware:
    """Signs people out who have been away: office after 30 minutes, learners after Policy's, and
    everybody (trainers only so) when the day ends, at four in the morning.

    All but trainers are warned before (templates/components/quiet.html): `request.quiet_seconds` from now."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        now = timezone.now()
        signed_in_at, seen_at = self._times(request, now)
        if now < self._ends_at(request.user, signed_in_at, seen_at):
            if request.resolver_match.view_name not in NO_SIGN_OF_LIFE:
                seen_at = self._note(request, signed_in_at, seen_at, now)
            if not second_factor.only_teaches(request.user):
                ends_at = self._ends_at(request.user, signed_in_at, seen_at)
                request.quiet_seconds = int((ends_at - now).total_seconds())
            return None
        back = leading_back(request)
        logout(request)
        messages.info(request, _("We signed you out because it has been quiet for a while. Please sign in again."))
        return None if is_for_anybody(view) else redirect_to_login(back)

    def _times(self, request, now):
        since = request.session.get("signed_in_at"), request.session.get("seen_at")
        return tuple(dt.datetime.fromtimestamp(at, dt.UTC) if at else now for at in since)

    def _note(self, request, signed_in_at, seen_at, now):
        """When they were seen last, as the session has it. Once a minute is enough: each note writes a row."""
        if "seen_at" in request.session and now - seen_at < dt.timedelta(minutes=1):
            return seen_at
        request.session["signed_in_at"] = signed_in_at.timestamp()
        request.session["seen_at"] = now.timestamp()
        return now

    def _ends_at(self, user, signed_in_at, seen_at):
        morning_after = timezone.localdate(signed_in_at) + dt.timedelta(days=1)
        day_ends = timezone.make_aware(dt.datetime.combine(morning_after, DAY_ENDS_AT))
        if second_factor.has_office_role(user):
            return min(day_ends, seen_at + OFFICE_IDLE)
        if roles_of(user):
            return day_ends
        idle = dt.timedelta(minutes=Policy.current().learner_idle_minutes)
        return min(day_ends, seen_at + idle)
