"""Doors into the editor."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.actions import draft_course_page
from courses.permissions import Permission, course_or_404


@require_safe
def course_words(request: HttpRequest, code: str) -> HttpResponse:
    """From a course's facts to the words of its page."""
    course = course_or_404(request.user, Permission.EDIT_PAGES, code)
    page = draft_course_page(course=course, now=timezone.now())
    if page is None:
        raise Http404
    return redirect("wagtailadmin_pages:edit", page.pk)
