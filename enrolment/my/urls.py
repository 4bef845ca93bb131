"""A learner's own pages. No address, title or file name here names a course."""

from django.urls import path

from enrolment.my import offer_views, views

app_name = "my"
urlpatterns = [
    path("", views.home, name="home"),
    path("details/", views.details, name="details"),
    path("certificates/<slug:code>.pdf", views.certificate, name="certificate"),
    path("offers/<slug:code>/", offer_views.offer, name="offer"),
    path("places/<slug:code>/", views.place, name="place"),
    path("places/<slug:code>/calendar.ics", views.calendar, name="calendar"),
    path("places/<slug:code>/letter.pdf", views.letter, name="letter"),
    path("places/<slug:code>/give-up/", views.withdraw, name="withdraw"),
    path("places/<slug:code>/rest/", views.rest, name="rest"),
]
