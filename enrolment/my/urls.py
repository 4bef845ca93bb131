"""A learner's own pages. No address, title or file name here names a course."""

from django.urls import path

from enrolment.my import coming, views

app_name = "my"
urlpatterns = [
    path("", views.home, name="home"),
    path("details/", views.details, name="details"),
    path("certificates/<slug:code>.pdf", views.certificate, name="certificate"),
    path("places/<slug:code>/", views.place, name="place"),
    path("places/<slug:code>/calendar.ics", views.calendar, name="calendar"),
    path("places/<slug:code>/letter.pdf", views.letter, name="letter"),
    path("places/<slug:code>/give-up/", views.withdraw, name="withdraw"),
    path("places/<slug:code>/cant-come/<slug:session>/", coming.cant_come, name="cant_come"),
    path("messages/", coming.messages_to_me, name="messages"),
    path("reminders/", coming.reminders, name="reminders"),
    path("places/<slug:code>/rest/", views.rest, name="rest"),
]
