"""The trainers' part: today, registers, runs, and being asked to teach."""

from django.urls import path

from enrolment.teaching import (
    answer_views,
    check_views,
    claim_views,
    concern_views,
    count_views,
    day_views,
    own_views,
    paper_views,
    phone_views,
    views,
)

app_name = "teaching"
urlpatterns = [
    path("", views.today, name="today"),
    path("availability/", own_views.availability, name="availability"),
    path("about-me/", own_views.about_me, name="about_me"),
    path("pathway/", own_views.pathway, name="pathway"),
    path("my-count/", count_views.own_count, name="own_count"),
    path("claims/", claim_views.claims, name="claims"),
    path("claims/<slug:code>/", claim_views.claim, name="claim"),
    path("claims/<slug:code>/receipt/", claim_views.receipt, name="receipt"),
    path("registers/", phone_views.registers, name="registers"),
    path("registers/phone/", phone_views.phone, name="phone"),
    path("registers/signed-out/", phone_views.signed_out, name="signed_out"),
    path("registers/pack/", phone_views.pack, name="pack"),
    path("registers/send/", phone_views.send, name="send"),
    path("registers/worker.js", phone_views.worker, name="worker"),
    path("registers/app.webmanifest", phone_views.manifest, name="manifest"),
    path("registers/<slug:code>/new-face/", day_views.new_face, name="new_face"),
    path("registers/<slug:code>/concern/", concern_views.raise_one, name="raise_concern"),
    path("concerns/<slug:code>/", concern_views.concern, name="concern"),
    path("paper/", paper_views.find, name="find_paper"),
    path("registers/<slug:code>/paper/", paper_views.key, name="key"),
    path("registers/<slug:code>/tell/", day_views.tell, name="tell"),
    path("registers/<slug:code>/debrief/", day_views.debrief, name="debrief"),
    path("registers/<slug:code>/what-helps/", views.what_helps, name="what_helps"),
    path("registers/<slug:code>/said/", check_views.said, name="said"),
    path("registers/<slug:code>/check/", check_views.check, name="check"),
    path("registers/<slug:code>/", views.register, name="register"),
    path("runs/<slug:code>/", views.run, name="run"),
    path("sessions/<slug:code>/cant-come/", answer_views.miss, name="cant_come"),
    path("stand-in/<slug:code>/", answer_views.stand_in, name="stand_in"),
    path("offers/<slug:code>/", answer_views.offer, name="offer"),
]
