"""What every request passes: a busy database, text nobody can store, pages small enough, pages nobody may keep."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from college import editors_policy, errors
from college.look.models import Wording
from college.look.vocabulary import speaking


class BusyDatabaseMiddleware:
    """A database that can't answer now gives 503 and "try again", never a fault of ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return errors.busy() if errors.is_busy(exception) else None


class CompressedTextMiddleware(GZipMiddleware):
    """Pages travel compressed, for phones that pay by the megabyte; pictures and PDFs are so already.

    Against guessing secrets by a compressed page's length (BREACH), Django masks each page's token
    anew and adds a random length.
    """

    texts = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")

    def process_response(self, request, response):
        if not response.get("Content-Type", "").startswith(self.texts):
            return response
        return super().process_response(request, response)


class ReadableTextMiddleware:
    """NUL characters, which PostgreSQL can't store, are refused in a sentence: 404 in an address,
    400 in a query or form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "\0" in request.path_info:
            raise Http404
        sent = [request.GET]
        if request.method == "POST":
            sent.append(request.POST)
        for fields in sent:
            for name, values in fields.lists():
                if "\0" in name or any("\0" in value for value in values):
                    return errors.bad_request(
                        request,
                        words=_(
                            "What you typed or pasted has a character in it that nobody can see and that "
                            "we can't keep. Go back, delete what you pasted, and type it."
                        ),
                    )
        return None


class PrivatePagesMiddleware:
    """No browser, proxy or cache keeps a page of someone who is signed in, or is signing in or out.

    Files that are the same for everyone say so with `response.same_for_everyone`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if self._is_personal(request) and not getattr(response, "same_for_everyone", False):
            response["Cache-Control"] = "no-store"
        return response

    def _is_personal(self, request) -> bool:
        # By the cookie, so that asking does not itself fetch a session from the database.
        session = getattr(request, "session", None)
        return settings.SESSION_COOKIE_NAME in request.COOKIES or (session is not None and session.modified)


class OwnWordsMiddleware:
    """Every page speaks in the college's words (look.vocabulary), read once and only where one is said.

    Wagtail's own screens keep Wagtail's words: its “session” and “term” are other things than ours.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(settings.EDITORS_PATH):
            return self.get_response(request)
        request.wording = SimpleLazyObject(Wording.current)
        words: Any = SimpleLazyObject(lambda: request.wording.words)
        with speaking(words, {}):
            return self.get_response(request)


class EditorsPolicyMiddleware:
    """Wagtail's own screens carry a looser content-security policy than every other page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(settings.EDITORS_PATH):
            response._csp_replace = editors_policy.policy_for(response)
            response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")  # previews stand in a frame
        return response
