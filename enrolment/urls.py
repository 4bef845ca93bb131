"""The one door of enrolment: each face under its own address."""

from django.urls import include, path

from enrolment.my.call_views import ring_me

urlpatterns = [
    path("join/", include("enrolment.my.join_urls")),
    path("ring-me/", ring_me, name="ring_me"),
    path("my/", include("enrolment.my.urls")),
    path("teaching/", include("enrolment.teaching.urls")),
    path("office/imports/", include("enrolment.office.imports.urls")),
    path("office/first/", include("enrolment.office.opening.urls")),
    path("office/", include("enrolment.office.urls")),
    path("partner/", include("enrolment.office.partners.urls")),
    path("certificates/check/", include("enrolment.checking.urls")),
]
