"""The development page: what the demonstration sent, shown instead of sent."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from college.outbox.models import Message
from college.outbox.queries import latest
from college.outbox.words import read

SHOWN = 100


class ShownMailBackend(BaseEmailBackend):
    """Sends nothing: the row in the outbox is the record, and the page shows it."""

    def send_messages(self, email_messages):
        return len(email_messages)


def _only_in_the_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise Http404


def _message(pk: int) -> Message:
    return read([get_object_or_404(Message, pk=pk)])[0]


@require_safe
@login_not_required
def shown_messages(request) -> HttpResponse:
    """The latest messages, whoever they are for: nobody in the demonstration is real."""
    _only_in_the_demonstration()
    return render(request, "outbox/messages.html", {"sent": read(latest(SHOWN))})


@require_safe
@login_not_required
def shown_message(request, pk: int) -> HttpResponse:
    """One message as its reader sees it."""
    _only_in_the_demonstration()
    return render(request, "outbox/message.html", {"message": _message(pk)})


@require_safe
@login_not_required
def shown_html(request, pk: int) -> HttpResponse:
    """The message's own HTML, which may run and fetch nothing."""
    _only_in_the_demonstration()
    response = HttpResponse(_message(pk).html)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


urlpatterns = [
    path("", shown_messages, name="shown_messages"),
    path("<int:pk>/", shown_message, name="shown_message"),
    path("<int:pk>/html/", shown_html, name="shown_html"),
]
