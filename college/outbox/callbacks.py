"""What the services that carry messages tell us afterwards: it arrived, it bounced, somebody answered.

Open to the web, so each shows a secret first: GOV.UK Notify a bearer token, a mail provider what
anymail asks of it. Where no secret is set there is no such page. Everything may be told twice.
"""

import datetime as dt
import hashlib
import json
import re
from functools import wraps
from typing import Any

from anymail.signals import EventType, inbound, tracking
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.dispatch import receiver
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from college.outbox.actions import note_report
from college.outbox.receiving import LONGEST, Incoming, received

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
mail_received = _by_mail_provider("inbound")


@_from_notify
def text_received(said) -> HttpResponse:
    """Somebody answered by text. Notify writes their number without its plus."""
    number, theirs = _word(said, "source_number").strip(), _word(said, "id")
    if number and theirs:
        sender = f"+{number}" if number.startswith("44") else number
        _hand_on(f"text:{theirs}", "text", sender, _word(said, "message"), _time(_word(said, "date_received")))
    return HttpResponse(status=204)


def _time(written: str) -> dt.datetime | None:
    try:
        return parse_datetime(written)
    except ValueError:
        return None


@receiver(inbound, dispatch_uid="college.outbox.callbacks")
def hand_mail_on(sender, event, **rest) -> None:
    """Somebody answered by e-mail; what a machine answers by itself ("I am away") is left out."""
    mail = event.message
    is_automatic = mail.get("Auto-Submitted", "no").strip().lower() != "no" or "X-Autoreply" in mail
    if is_automatic or not mail.from_email:
        return
    told = mail.get("Message-ID") or event.event_id or ""
    if not told:  # such a mail has no name of its own: the same words at the same time are the same mail
        told = hashlib.sha256(f"{mail.from_email.addr_spec} {mail.date} {mail.text}".encode()).hexdigest()
    answers = tuple(re.findall(r"<[^<>\s]+>", f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"))
    text = mail.text or strip_tags(mail.html or "")
    _hand_on(f"email:{told}", "email", mail.from_email.addr_spec, text, mail.date, answers, bool(mail.attachments))


def _hand_on(theirs: str, channel: str, sender: str, text: str, at=None, answers=(), has_files=False) -> None:
    now = timezone.now()
    if at is None or timezone.is_naive(at) or at > now:
        at = now
    text = text.replace("\0", "").strip()[:LONGEST]
    incoming = Incoming(theirs[:250], channel, sender.replace("\0", "")[:320], text, at, answers, has_files)
    received.send(sender=Incoming, incoming=incoming)


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
    path("texts/received/", text_received, name="text_received"),
    path("mail/reported/", mail_reported, name="mail_reported"),
    path("mail/received/", mail_received, name="mail_received"),
]
