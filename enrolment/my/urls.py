"""A learner's own pages. No address, title or file name here names a course."""

from django.urls import path, re_path

from enrolment.my import (
    calendar_views,
    coming_views,
    equality_views,
    graduation_views,
    line_views,
    message_views,
    offer_views,
    self_views,
    supporters_views,
    talk_views,
    views,
)
from enrolment.my.helping import views as helping_views

app_name = "my"
urlpatterns = [
    path("", views.home, name="home"),
    path("details/", self_views.details, name="details"),
    re_path(r"^details/(?P<part>name|reach|emergency|about|heard)/$", self_views.change, name="change"),
    path("needs/", self_views.needs, name="needs"),
    path("needs/still-right/", self_views.needs_still_right, name="needs_still_right"),
    path("agreement/", self_views.agreement, name="agreement"),
    path("equality/", equality_views.equality, name="equality"),
    path("supporters/", supporters_views.supporters, name="supporters"),
    path("supporters/<slug:code>/end/", supporters_views.end, name="end_supporter"),
    path("helping/", helping_views.helping, name="helping"),
    path("helping/<slug:code>/", helping_views.helped, name="helped"),
    path("helping/<slug:code>/answer/", helping_views.answer, name="help_answer"),
    path("helping/<slug:code>/book/<slug:run>/", helping_views.book, name="help_book"),
    path("helping/<slug:code>/places/<slug:place>/", helping_views.place, name="help_place"),
    path("privacy/", self_views.privacy, name="privacy"),
    path("privacy/told.csv", self_views.told, name="told"),
    path("privacy/delete/<slug:block>/", self_views.delete_old, name="delete_old"),
    path("messages/", message_views.sent, name="messages"),
    path("calendar/", calendar_views.feed_page, name="feed_page"),
    path("calendar/<slug:code>.ics", calendar_views.feed, name="feed"),
    path("reminders/", message_views.reminders, name="reminders"),
    path("certificates/<slug:code>.pdf", views.certificate, name="certificate"),
    path("graduation/<slug:slug>/", graduation_views.graduation, name="graduation"),
    path("talk/", talk_views.talk, name="talk"),
    path("offers/<slug:code>/", offer_views.offer, name="offer"),
    path("places/<slug:code>/", views.place, name="place"),
    path("places/<slug:code>/calendar.ics", views.calendar, name="calendar"),
    path("places/<slug:code>/letter.pdf", views.letter, name="letter"),
    path("places/<slug:code>/give-up/", views.withdraw, name="withdraw"),
    path("places/<slug:code>/cant-come/<slug:session>/", coming_views.cant_come, name="cant_come"),
    path("places/<slug:code>/what-helps/", coming_views.share_what_helps, name="share_what_helps"),
    path("places/<slug:code>/rest/", views.rest, name="rest"),
    path("places/<slug:code>/together/", line_views.together, name="together"),
]
