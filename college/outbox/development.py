"""The development page: every message of the demonstration, shown instead of sent."""

from django.core.mail.backends.base import BaseEmailBackend


class ShownMailBackend(BaseEmailBackend):
    """Sends nothing: the row in the outbox is the record, and the page shows it."""

    def send_messages(self, email_messages):
        return len(email_messages)
