"""Uploaded pictures, and only pictures: what Wagtail drew for pages, and the college's logo."""

from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
FOLDERS = ("images", "look")


@require_safe
@login_not_required
def picture(request, name: str) -> FileResponse:
    """A picture by its path below MEDIA_ROOT. Originals, documents and all else are 404 here."""
    path = PurePosixPath(name)
    kind = TYPES.get(path.suffix.lower())
    if kind is None or len(path.parts) < 2 or path.parts[0] not in FOLDERS or ".." in path.parts:
        raise Http404
    try:
        response = FileResponse(default_storage.open(str(path)), content_type=kind)
    except (OSError, ValueError, SuspiciousFileOperation):
        raise Http404 from None
    response["Cache-Control"] = "public, max-age=2592000"
    response["Content-Security-Policy"] = "default-src 'none'"
    response.same_for_everyone = True  # type: ignore[attr-defined]  # for PrivatePagesMiddleware
    return response
