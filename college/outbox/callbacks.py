"""What the services that carry messages tell us afterwards: it arrived, it bounced.

Open to the web, so each shows a secret first: GOV.UK Notify a bearer token, a mail provider what
anymail asks of it. Where no secret is set there is no such page. Everything may be told twice.
"""

import json
from functools import wraps
from typing import Any

from anymail.signals import EventType, tracking
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.dispatch import receiver
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from college.outbox.actions import note_report

MOST_BYTES = 16 * 1024
# What Notify says of a text that did not arrive, in words that name nobody.
PROBLEMS = {
    "permanent-failure": "there is no such number",
    "temporary-failure": "their phone was off or out of reach for three days",
    "technical-failure": "the text service could not send it",
}
BOUNCES = {
    EventType.BOUNCED: "the address does not take mail",
    EventType.REJECTED: "the mail provider refused the address",
    EventType.FAILED: "the mail provider could not send it",
}


def _from_notify(view):
    """Only for whoever shows Notify's bearer token; the body is small, and JSON of one object."""

    @csrf_exempt
    @login_not_required
    @require_POST
    @wraps(view)
    def checked(request) -> HttpResponse:
        token = settings.NOTIFY_CALLBACK_TOKEN
        if not token:
            raise Http404
        if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
            return HttpResponse(status=403)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            return HttpResponse(status=413)
        try:
            said = json.loads(request.body)
        except ValueError:
            return HttpResponse(status=400)
        if not isinstance(said, dict):
            return HttpResponse(status=400)
        return view(said)

    return checked


def _word(said: dict[str, Any], name: str) -> str:
    """What `said` has under `name`, if it is text that the database can keep."""
    value = said.get(name)
    return value.replace("\0", "") if isinstance(value, str) else ""


@_from_notify
def text_reported(said) -> HttpResponse:
    """A text arrived or did not. One that is not ours, and what is on its way, is nothing to us."""
    status, ours = _word(said, "status"), _word(said, "reference")
    if ours and (status == "delivered" or status in PROBLEMS):
        arrived, problem = status == "delivered", PROBLEMS.get(status, "")
        note_report(message_id=ours, arrived=arrived, problem=problem, now=timezone.now())
    return HttpResponse(status=204)


def _by_mail_provider(kind: str):
    """The door that anymail has for the provider in use; none where no provider or no secret is set."""

    @csrf_exempt
    @login_not_required
    @require_POST
    def door(request) -> HttpResponse:
        if not (settings.MAIL_PROVIDER and settings.ANYMAIL.get("WEBHOOK_SECRET")):
            raise Http404
        # slow to load, and needed only where a provider is set
        from anymail.urls import urlpatterns as doors  # noqa: PLC0415

        views = {each.name: each.callback for each in doors}
        view = views.get(f"{settings.MAIL_PROVIDER}_{kind}_webhook") or views.get(f"{settings.MAIL_PROVIDER}_webhook")
        if view is None:
            raise Http404
        return view(request)

    return door


mail_reported = _by_mail_provider("tracking")


@receiver(tracking, dispatch_uid="college.outbox.callbacks")
def note_what_became_of_mail(sender, event, **rest) -> None:
    """A mail provider says that a mail arrived or bounced; it was given our Message-ID to say again."""
    ours = (event.metadata or {}).get("message")
    if not isinstance(ours, str):
        return
    if event.event_type == EventType.DELIVERED:
        note_report(message_id=ours, arrived=True, now=timezone.now())
    elif event.event_type in BOUNCES:
        note_report(message_id=ours, arrived=False, problem=BOUNCES[event.event_type], now=timezone.now())


urlpatterns = [
    path("texts/reported/", text_reported, name="text_reported"),
    path("mail/reported/", mail_reported, name="mail_reported"),
]
