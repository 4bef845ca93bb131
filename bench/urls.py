"""The anchors' addresses before the college's own; wsgi.py gives each its middleware."""

from django.urls import include, path

from bench.anchors import views

urlpatterns = [
    path("bench/bare/", views.bare),
    path("bench/through/", views.bare),
    path("bench/enrol/", views.enrol),
    path("bench/plain/", views.plain_list),
    path("", include("college.urls")),
]
