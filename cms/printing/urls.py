"""The prospectus as one plain page and as files, for everyone; and the printing pages of those who plan a term."""

from django.urls import path, re_path

from cms.printing import views

KIND = r"(?P<kind>standard|large-print|easy-read)"

public = [
    path("prospectus/<slug:slug>/plain/", views.plain, name="prospectus_plain"),
    re_path(rf"^prospectus/(?P<slug>[-\w]+)/{KIND}\.pdf$", views.edition, name="prospectus_edition"),
]
office = [
    path("prospectus-print/flyer/<str:code>.pdf", views.flyer, name="prospectus_flyer"),
    path("prospectus-print/planner/<slug:slug>/<slug:place>.pdf", views.planner, name="prospectus_planner"),
    path("prospectus-print/<slug:slug>/", views.printing, name="prospectus_printing"),
    path("prospectus-print/<slug:slug>/anew/", views.anew, name="prospectus_anew"),
    path("prospectus-print/<slug:slug>/course/<str:code>.pdf", views.preview, name="prospectus_preview"),
]
urlpatterns = public + office
