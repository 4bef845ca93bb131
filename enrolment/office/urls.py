"""The office's part, by noun. Closed to everyone without an office role."""

from django.urls import path

from enrolment.office import certificates
from enrolment.office.views import (
    booking,
    college,
    courses,
    messages,
    people,
    records,
    runs,
    team,
    terms,
    today,
    trainers,
)

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
    path("messages/", messages.unsent, name="messages"),
    path("messages/<int:pk>/letter.pdf", messages.letter, name="letter"),
    path("messages/<int:pk>/done/", messages.done, name="message_done"),
    path("enrol/", booking.enrol, name="enrol"),
    path("terms/", terms.terms, name="terms"),
    path("terms/new/", terms.new_term, name="new_term"),
    path("terms/<slug:slug>/", terms.term, name="term"),
    path("terms/<slug:slug>/edit/", terms.edit_term, name="edit_term"),
    path("runs/<slug:code>/", runs.run, name="run"),
    path("runs/<slug:code>/call-off/", runs.call_off, name="call_off"),
    path("runs/<slug:code>/edit/", runs.edit_run, name="edit_run"),
    path("runs/<slug:code>/certificates.pdf", certificates.run_certificates, name="run_certificates"),
    path("runs/<slug:code>/trainers/", runs.ask_trainer, name="ask_trainer"),
    path("allocations/<slug:code>/", runs.answer_for_trainer, name="allocation"),
    path("sessions/<slug:code>/unpaired/", runs.start_unpaired, name="start_unpaired"),
    path("sessions/<slug:code>/register.pdf", runs.printed_register, name="printed_register"),
    path("courses/<slug:code>/", courses.course, name="course"),
    path("venues/<slug:slug>/", courses.venue, name="venue"),
    path("people/", people.people, name="people"),
    path("people/<slug:code>/", people.person, name="person"),
    path("people/<slug:code>/enrol/", booking.enrol_known, name="enrol_known"),
    path("people/<slug:code>/needs/<int:need_id>/", people.need, name="need"),
    path("people/<slug:code>/code/", people.sign_in_code, name="sign_in_code"),
    path("places/<slug:code>/", people.act_on_place, name="act_on_place"),
    path("needs/", people.needs, name="needs"),
    path("trainers/", trainers.trainers, name="trainers"),
    path("trainers/<slug:code>/", trainers.trainer, name="trainer"),
    path("trainers/<slug:code>/code/", trainers.sign_in_code, name="trainer_code"),
    path("team/", team.team, name="team"),
    path("team/<int:role_id>/end/", team.end_role, name="end_role"),
    path("college/", college.set_up, name="college"),
    path("records/", records.openings, name="openings"),
]
