"""A venue's own page, and what the office does with its photographs."""

from django.urls import path

from cms.venues import views

urlpatterns = [
    path("", views.venue, name="venue"),
    path("pictures/", views.pictures, name="venue_pictures"),
    path("pictures/<int:pk>/", views.picture, name="venue_picture"),
]
