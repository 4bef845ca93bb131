from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from college.look.stylesheet import fingerprint, stylesheet
from college.models import Theme


@require_safe
@login_not_required
def look_css(request):
    """The college's colours, kept by browsers for a year under the address of this very version."""
    css = stylesheet(Theme.current())
    current = request.GET.get("v") == fingerprint(css)
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
    response.same_for_everyone = True  # type: ignore[attr-defined]  # for PrivatePagesMiddleware
    return response
