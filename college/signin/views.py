"""Doors of our own beside allauth's: one-time codes, signing out, and the shut ones."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.account.views import LogoutView
from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from college.refusals import Refusal
from college.signin.actions import text_a_code, use_one_time_code
from college.signin.forms import OneTimeCodeForm, TextMeForm

NAME_ASKED = "sign_in_name_asked"


@login_not_required
@never_cache
@sensitive_post_parameters("code")
def with_one_time_code(request):
    """Signing in with the code from a letter, a text or the office."""
    if request.user.is_authenticated:
        return redirect("after_sign_in")
    form = OneTimeCodeForm(request.POST or None, initial={"name": request.session.get(NAME_ASKED, "")})
    if request.method == "POST" and form.is_valid():
        try:
            user = use_one_time_code(**form.cleaned_data, network=get_ip(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session.pop(NAME_ASKED, None)
            record_authentication(request, user, "one_time_code")
            return perform_login(request, user, redirect_url=get_next_redirect_url(request))
    return render(request, "signin/one_time_code.html", {"form": form, "next": get_next_redirect_url(request)})


@login_not_required
@never_cache
def text_me(request):
    """Asking for a code by text. Answers the same whether or not we know the name."""
    if request.user.is_authenticated:
        return redirect("after_sign_in")
    form = TextMeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            text_a_code(name=form.cleaned_data["name"], network=get_ip(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            request.session[NAME_ASKED] = form.cleaned_data["name"]
            messages.success(request, _("If we have a mobile number for that name, a code is on its way to it."))
            return redirect("one_time_code")
    return render(request, "signin/text_me.html", {"form": form})


class SignOutView(LogoutView):
    """Ends the sign-in and empties the browser's cache, so that Back shows nothing.

    Storage and cookies stay: marks not yet sent, and phones that trainers had remembered.
    """

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


sign_out = SignOutView.as_view()


@require_safe
@never_cache
def still_here(request):
    """Somebody is there after all: seconds until it has been quiet too long (None: never), a token for an open form."""
    return JsonResponse({"seconds": getattr(request, "quiet_seconds", None), "token": get_token(request)})


@login_not_required
def to_sign_in(request, **rest):
    """Another sign-in door of some library: leads to ours, with where the person wanted to go."""
    wanted = get_next_redirect_url(request)
    return redirect(reverse("account_login") + (f"?{urlencode({'next': wanted})}" if wanted else ""))


@login_not_required
def to_courses(request):
    """Accounts are not made on their own: one comes with the first place on a course."""
    return redirect("/courses/")


def shut(request, **rest):
    """A door that this college does not have."""
    raise Http404
