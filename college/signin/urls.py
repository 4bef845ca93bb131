"""Signing in and out, under /accounts/. Of allauth's pages only those named here exist."""

from allauth.account import views as account
from allauth.socialaccount import views as organisation
from django.conf import settings
from django.urls import include, path

from college.signin import shoes, views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", views.to_sign_in, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("code/", views.with_one_time_code, name="one_time_code"),
    path("code/text/", views.text_me, name="text_me"),
    path("logout/", views.sign_out, name="account_logout"),
    path("still-here/", views.still_here, name="still_here"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", views.to_courses, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("organisation/joined/", organisation.connections, name="socialaccount_connections"),
    path("organisation/cancelled/", organisation.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisation/error/", organisation.login_error, name="socialaccount_login_error"),
    path("organisation/signup/", views.to_sign_in, name="socialaccount_signup"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]

# Not even routed where the college is real: stepping into someone's shoes needs no code.
demonstration = [path("demonstration/", shoes.shoes, name="shoes")] if settings.DEMONSTRATION else []
