"""Under /certificates/check/: open to everyone, found by nobody's search."""

from django.urls import path

from enrolment.checking import views

app_name = "checking"
urlpatterns = [
    path("", views.form, name="form"),
    path("<slug:code>/", views.certificate, name="certificate"),
]
