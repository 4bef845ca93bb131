from django.conf import settings
from django.urls import path

from college.look import views

urlpatterns = [path("look.css", views.look_css, name="look_css")]

if settings.DEMONSTRATION:
    from college.look import gallery  # a page for developers is no part of a real college

    urlpatterns.append(path("design/", gallery.design, name="design"))
