"""Public pages, and the door from a course's facts into the editor."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site
from wagtail.views import serve

from cms.actions import draft_course_page
from cms.keeping import kept
from cms.queries import public_page_at
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
    found = public_page_at(Site.find_for_request(request), path)
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
