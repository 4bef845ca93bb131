"""The trainers' part: today, registers, runs, and being asked to teach."""

from django.urls import path

from enrolment.teaching import views

app_name = "teaching"
urlpatterns = [
    path("", views.today, name="today"),
    path("registers/<slug:code>/", views.register, name="register"),
    path("runs/<slug:code>/", views.run, name="run"),
    path("offers/<slug:code>/", views.offer, name="offer"),
]
