"""Wagtail's pages and documents, open to everyone, and the one door that leads to a course's words.

Wagtail's own list would bring its sign-in and its passworded pages along.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.feeds import locality_calendar, robots, sitemap
from cms.gates import editors_only
from cms.partners import views as partner_views
from cms.printing import urls as printing_urls
from cms.translations.views import languages
from cms.views import course_words, page

_at = settings.EDITORS_PATH.lstrip("/")

editors = [
    path(f"{_at}words/<str:code>/", course_words, name="cms_course_words"),
    path(f"{_at}words/<str:code>/languages/", languages, name="cms_course_languages"),
    path(_at, include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, editors_only))),
]
signing = [path("sign-off/", include("cms.signoff.urls"))]
partners = [
    path("partner/courses/<str:code>/words/", partner_views.words, name="partner_words"),
    path("partner/courses/<str:code>/picture/", partner_views.picture, name="partner_picture"),
    path("partner/courses/<str:code>/easy-read/", partner_views.easy_read, name="partner_easy_read"),
    path("partner/courses/<str:code>/sign/", partner_views.sign, name="partner_sign"),
]
# A venue's own page, and its photographs.
venues = [path("venues/<slug:slug>/", include("cms.venues.urls"))]
documents = [
    re_path(r"^documents/(\d+)/(.*)$", login_not_required(require_safe(serve_document)), name="wagtaildocs_serve"),
]
# Beside the prospectus's own page: its plain twin, its files, and where they are printed.
prospectuses = printing_urls.urlpatterns
# For search engines and people's own calendars.
feeds = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("calendar/<slug:locality>.ics", locality_calendar, name="locality_calendar"),
]
pages = [
    re_path(serve_pattern, page, name="wagtail_serve"),
]
