"""What a new college is asked. For whoever may change its words, look and rules."""

from django.urls import path

from enrolment.office.opening import views

app_name = "opening"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:name>/", views.question, name="question"),
]
