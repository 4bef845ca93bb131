"""Wagtail's own doors, shut: they know nothing of our limits and second factors.

Stands before Wagtail's URLs. Sign-in and passwords lead to our sign-in. Its screens
for users and groups do not exist: who may edit users can become superuser, and
roles are given in the office.
"""

from django.conf import settings
from django.urls import path, re_path
from django.views.generic import RedirectView

from college.signin import views

_cms = settings.EDITORS_PATH.lstrip("/")

urlpatterns = [
    path(f"{_cms}login/", views.to_sign_in),
    re_path(rf"^{_cms}password_reset/", views.to_sign_in),
    path(f"{_cms}logout/", views.sign_out),
    path(f"{_cms}account/", RedirectView.as_view(pattern_name="mfa_index")),
    re_path(rf"^{_cms}(?:users|groups)/", views.shut),
    re_path(rf"^{_cms}bulk/(?:college/user|auth)/", views.shut),
    path(f"{_cms}failwhale/", views.shut),  # a fault on purpose, for Wagtail's own developers
    path("_util/login/", views.to_sign_in),
]
