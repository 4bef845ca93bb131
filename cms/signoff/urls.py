"""Signing words: signers' own pages, and those of whoever asks them."""

from django.urls import path

from cms.signoff import views
from cms.signoff.sheets import reviews_sheet

app_name = "signoff"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("reviews.xlsx", reviews_sheet, name="reviews_sheet"),
    path("reviews/", views.reviews, name="reviews"),
    path("ask/", views.ask_many, name="ask_many"),
    path("ask/<str:code>/", views.ask, name="ask"),
    path("emergency/<str:code>/", views.emergency, name="emergency"),
    path("<slug:code>/", views.words, name="words"),
]
