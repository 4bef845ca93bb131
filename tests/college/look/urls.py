"""The college's addresses and, as in development, the page of every component."""

from django.urls import path

from college.look import gallery
from college.urls import handler400, handler403, handler404, handler500
from college.urls import urlpatterns as college_patterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [path("design/", gallery.design, name="design"), *college_patterns]
