"""The register on a phone without signal: its page, its worker, what it takes along, what it sends."""

import hashlib
import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from college.errors import bad_request
from college.look.stylesheet import address
from college.models import Theme, Wording
from courses.models import Policy
from courses.permissions import Permission, require
from enrolment.certificates.actions import receive_mark
from enrolment.registers.sent import CantRead, read_marks
from enrolment.registers.sync import Answer, Said
from enrolment.teaching.pack import person_key, registers_for
from enrolment.teaching.queries import day_of
from enrolment.trainers.permissions import may_send_any_marks

FILES = [
    "college/college.css",
    "college/icon.svg",
    "college/idb.js",
    "registers/store.js",
    "registers/queue.js",
    "registers/rows.js",
    "registers/phone.js",
]
TEMPLATES = ("teaching/phone.html", "teaching/phone_words.html", "teaching/worker.js")


@require_safe
def registers(request):
    """My registers: today's, those to come, those I owe; and which of them this phone has with it."""
    require(request.user, Permission.TEACH)
    day = day_of(request.user, today=timezone.localdate())
    lists = [(_("Today"), day.today), (_("Still open"), day.owed), (_("Coming up"), day.coming)]
    is_empty = not any(sessions for _heading, sessions in lists)
    context = {"lists": lists, "is_empty": is_empty, "pack_days": Policy.current().pack_days}
    return render(request, "teaching/registers.html", context)


@login_not_required
@require_safe
def phone(request):
    """What shows where nothing can be fetched: the registers on this phone. Holds no word about anybody."""
    return render(request, "teaching/phone.html", {"is_signed_out": False})


@login_not_required
@require_safe
def signed_out(request):
    """Where signing out leads a trainer: the names leave the phone, and what was not sent yet is said."""
    return render(request, "teaching/phone.html", {"is_signed_out": True})


@require_safe
def pack(request):
    """The registers of the coming days for this phone, and a fresh token for what it sends."""
    _gate(request)
    found = registers_for(request.user, now=timezone.now())
    return JsonResponse({"person": person_key(request.user), "token": get_token(request), "registers": found})


@require_POST
def send(request):
    """Marks from a phone, oldest first; each is answered by itself, in the same order."""
    _gate(request)
    try:
        marks = read_marks(request.POST.get("marks", ""))
    except CantRead:
        return bad_request(request)
    if request.POST.get("person") != person_key(request.user):
        return JsonResponse({"answers": []}, status=409)  # another person's marks wait for that person
    answers = [
        receive_mark(sent=mark, by=request.user, now=timezone.now()) if mark else Answer(Said.UNREADABLE)
        for mark in marks
    ]
    return JsonResponse({"answers": [_as_json(answer) for answer in answers]})


def _gate(request) -> None:
    if not may_send_any_marks(request.user):
        raise Http404


def _as_json(answer: Answer) -> dict:
    return {"said": answer.said, "status": answer.status, "version": answer.version}


@login_not_required
@require_safe
def worker(request):
    """The script that opens the registers without signal; its version changes with all that it keeps."""
    files = [reverse("teaching:phone"), *map(static, FILES), address(Theme.current())]
    kept = json.dumps(files) + "".join(map(_digest, FILES)) + "".join(map(_source, TEMPLATES))
    context = {
        "version": hashlib.sha256(kept.encode()).hexdigest()[:12],
        "files": json.dumps(files),
        "scope": json.dumps(reverse("teaching:registers")),
    }
    response = render(request, "teaching/worker.js", context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response.same_for_everyone = True  # type: ignore[attr-defined]  # for PrivatePagesMiddleware
    return response


def _source(name: str) -> str:
    return get_template(name).template.source  # type: ignore[attr-defined]  # of Django's own engine


def _digest(name: str) -> str:
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else name


@login_not_required
@require_safe
def manifest(request):
    """What a phone asks before it puts the registers on its home screen."""
    start = reverse("teaching:registers")
    content = {
        "name": _("Registers, %(college)s") % {"college": Wording.current().college_name},
        "short_name": _("Registers"),
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": Theme.current().accent,
        "icons": [
            {"src": static("college/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("college/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            # Reaches to its edges: phones cut their own shape from it.
            {"src": static("college/icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
        ],
    }
    response = HttpResponse(json.dumps(content), content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    response.same_for_everyone = True  # type: ignore[attr-defined]  # for PrivatePagesMiddleware
    return response
