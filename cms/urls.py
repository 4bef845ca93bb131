"""Wagtail's pages and documents, open to everyone, and the one door that leads to a course's words.

Wagtail's own list would bring its sign-in and its passworded pages along.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern
from wagtail.views import serve

from cms.views import course_words

editors = [
    path(f"{settings.EDITORS_PATH.lstrip('/')}words/<str:code>/", course_words, name="cms_course_words"),
]
documents = [
    re_path(r"^documents/(\d+)/(.*)$", login_not_required(serve_document), name="wagtaildocs_serve"),
]
pages = [
    re_path(serve_pattern, login_not_required(serve), name="wagtail_serve"),
]
