"""A mail server for demo and development: mails stay in the house, on the mailbox page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from crm.shared.mail.models import DeliveredMail


class MailboxBackend(BaseEmailBackend):
    """Stores each mail as a row."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the mails; returns how many."""
        for message in email_messages:
            parts = getattr(message, "alternatives", None) or []
            html = next((body for body, kind in parts if kind == "text/html"), "")
            headers = {k: str(v) for k, v in message.extra_headers.items()}
            DeliveredMail.objects.create(
                message_id=headers.get("Message-ID", ""),
                sender=message.from_email[:254],
                to=", ".join(message.to)[:1000],
                subject=" ".join(str(message.subject).split())[:500],
                text=message.body,
                html=html,
                headers=headers,
                delivered_at=timezone.now(),
            )
        return len(email_messages)
