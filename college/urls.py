"""Every address, from the most particular to Wagtail's pages, which take what is left.

Closed by default: a view that anybody may see says `@login_not_required`.
"""

from django.urls import include, path, re_path

from cms import urls as cms_urls
from college import health, media
from college.signin import urls as signin_urls
from courses.arrival import after_sign_in
from courses.status import status

handler400 = "college.errors.bad_request"
handler403 = "college.errors.permission_denied"
handler404 = "college.errors.page_not_found"
handler500 = "college.errors.server_error"

urlpatterns = [
    # 1. The machine: is it well, what was sent.
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("health/alarm/", health.alarm, name="health_alarm"),
    path("status/", status, name="status"),
    path("outbox/", include("college.outbox.development")),
    path("callbacks/", include("college.outbox.callbacks")),
    # 2. Files.
    re_path(r"^media/(?P<name>.+)$", media.picture, name="picture"),
    path("", include("college.look.urls")),
    # 3. Signing in and out; our own doors stand before allauth's.
    path("accounts/welcome/", after_sign_in, name="after_sign_in"),
    path("accounts/", include("college.signin.urls")),
    *signin_urls.demonstration,
    # 4. Learners, trainers, the office.
    path("", include("enrolment.urls")),
    # 5. Editors. Wagtail's own sign-in is shadowed by ours.
    path("", include("college.signin.wagtail_doors")),
    *cms_urls.editors,
    *cms_urls.documents,
    # 6. Signing words; public pages that are no Wagtail pages.
    *cms_urls.signing,
    *cms_urls.partners,
    *cms_urls.prospectuses,
    *cms_urls.venues,
    *cms_urls.feeds,
    # 7. Wagtail's pages: always last.
    *cms_urls.pages,
]
