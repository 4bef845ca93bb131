"""Referring oneself to a run. The codes in these addresses say nothing about course or person."""

from django.urls import path, register_converter

from enrolment.my import go_on_views, join_views, talk_views
from enrolment.my.forms import SCREENS


class ScreenConverter:
    """The name of one screen."""

    regex = "|".join(SCREENS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ScreenConverter, "screen")

app_name = "join"
urlpatterns = [
    path("", go_on_views.go_on, name="go_on"),
    path("<slug:run>/", join_views.start, name="start"),
    path("<slug:run>/<slug:draft>/check/", join_views.check, name="check"),
    path("<slug:run>/<slug:draft>/done/", join_views.done, name="done"),
    path("<slug:run>/<slug:draft>/talk/", talk_views.talk_after_joining, name="talk"),
    path("<slug:run>/<slug:draft>/calendar.ics", join_views.calendar, name="calendar"),
    path("<slug:run>/<slug:draft>/<screen:step>/", join_views.step, name="step"),
]
