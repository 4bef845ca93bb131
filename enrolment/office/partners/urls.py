"""A partner's pages. Closed to whoever acts for none; each row is of that partner, or not there."""

from django.urls import path

from enrolment.office.partners import sessions, views

app_name = "partners"
urlpatterns = [
    path("", views.home, name="home"),
    path("runs.xlsx", views.runs_sheet, name="runs_sheet"),
    path("courses/new/", views.new_course, name="new_course"),
    path("courses/<str:code>/", views.course, name="course"),
    path("venues/new/", views.new_venue, name="new_venue"),
    path("venues/<slug:slug>/", views.venue, name="venue"),
    path("terms/<slug:slug>/add-run/", views.add_run, name="add_run"),
    path("runs/<slug:code>/", views.run, name="run"),
    path("sessions/<slug:code>/move/", sessions.move, name="move_session"),
    path("sessions/<slug:code>/call-off/", sessions.call_off, name="call_off_session"),
]
