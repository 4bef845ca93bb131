"""Where the sign-off of a course's words stands: `?in=cy` for those in another language."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from courses.languages import other_languages
from courses.models import Course


def ask_address(course: Course, language: str) -> str:
    """Where people are asked to sign these words."""
    return _address("signoff:ask", course, language)


def emergency_address(course: Course, language: str) -> str:
    """Where a manager publishes these words before anyone has signed."""
    return _address("signoff:emergency", course, language)


def language_asked(request: HttpRequest) -> str:
    """The language that the address names; "" for the college's own. 404 where it names none of the college's."""
    language = request.GET.get("in", "")
    if language and language not in other_languages():
        raise Http404
    return language


def _address(name: str, course: Course, language: str) -> str:
    address = reverse(name, args=[course.code])
    return f"{address}?{urlencode({'in': language})}" if language else address
