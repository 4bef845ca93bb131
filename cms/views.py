"""Public pages, and the door from a course's facts into the editor."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.views import serve

from cms.actions import draft_course_page
from cms.keeping import kept
from courses.permissions import Permission, course_or_404


@login_not_required
def page(request: HttpRequest, path: str) -> HttpResponse:
    """The public page at `path`, from memory where it still holds."""
    return kept(request, lambda: _draw(request, path))


def _draw(request: HttpRequest, path: str) -> HttpResponse:
    """The page at `path`, found in four queries at any depth; Wagtail's own way takes seven and more.

    Whatever is not plain (no such page, another language, a page somebody has
    closed to the public after all) is left to Wagtail.
    """
    site = Site.find_for_request(request)
    if site and not PageViewRestriction.objects.exists():
        found = Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path}").first()
        if found and (specific := found.specific).check_request_method(request) is None:
            return specific.serve(request)
    return serve(request, path)


@require_safe
def course_words(request: HttpRequest, code: str) -> HttpResponse:
    """From a course's facts to the words of its page."""
    course = course_or_404(request.user, Permission.EDIT_PAGES, code)
    page = draft_course_page(course=course, now=timezone.now())
    if page is None:
        raise Http404
    return redirect("wagtailadmin_pages:edit", page.pk)
