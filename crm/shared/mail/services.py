"""Putting mail into the outbox and taking it back."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from crm.shared.mail import purposes
from crm.shared.mail.models import MailState, OutboxMail


@dataclass(frozen=True, slots=True)
class Letter:
    """One of many mails put into the outbox at once."""

    object_id: int
    to: str
    language: str
    unique_key: str


def new_message_id() -> str:
    """Return a Message-ID, fixed for every copy of one mail."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{secrets.token_hex(16)}@{host}>"


def queue(
    purpose_key: str,
    *,
    object_id: int,
    to: str,
    language: str,
    now: datetime,
    not_before: datetime | None = None,
    unique_key: str | None = None,
) -> OutboxMail:
    """Put a mail into the outbox, in the caller's transaction; the worker writes and sends it.

    A second call with the same `unique_key` returns the mail that is there. Raises KeyError for an
    unregistered purpose.
    """
    purposes.find(purpose_key)
    values = {
        "purpose": purpose_key,
        "object_id": object_id,
        "to": to.strip()[:254],
        "language": language,
        "created_at": now,
        "not_before": not_before,
        "next_try_at": max(now, not_before) if not_before else now,
        "message_id": new_message_id(),
    }
    if unique_key is None:
        return OutboxMail.objects.create(**values)
    return OutboxMail.objects.get_or_create(unique_key=unique_key, defaults=values)[0]


def queue_many(
    purpose_key: str,
    letters: Iterable[Letter],
    *,
    now: datetime,
    not_before: datetime | None = None,
) -> int:
    """Put many mails into the outbox at once; one whose `unique_key` is there already stays as it is.

    Returns how many letters were handed in. Raises KeyError for an unregistered purpose.
    """
    purposes.find(purpose_key)
    rows = [
        OutboxMail(
            purpose=purpose_key,
            object_id=letter.object_id,
            to=letter.to.strip()[:254],
            language=letter.language,
            created_at=now,
            not_before=not_before,
            next_try_at=max(now, not_before) if not_before else now,
            message_id=new_message_id(),
            unique_key=letter.unique_key,
        )
        for letter in letters
    ]
    OutboxMail.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def cancel(mail: OutboxMail) -> bool:
    """Take a mail back; False when it left, or is leaving right now."""
    return cancel_pk(mail.pk)


def cancel_pk(pk: int) -> bool:
    """Take a mail back by its key; False when it left, or is leaving right now."""
    rows = OutboxMail.objects.filter(pk=pk, state=MailState.QUEUED)
    return bool(rows.update(state=MailState.CANCELLED, last_error="taken back"))


def retry(mail: OutboxMail, now: datetime) -> bool:
    """Give a mail that failed for good five more attempts."""
    rows = OutboxMail.objects.filter(pk=mail.pk, state=MailState.FAILED)
    return bool(rows.update(state=MailState.QUEUED, attempts=0, next_try_at=now, last_error=""))


def follow_up(mail: OutboxMail) -> None:
    """Record the consequences of a sent mail, once; raises what the purpose raises."""
    with transaction.atomic():
        rows = OutboxMail.objects.filter(pk=mail.pk, follow_up_due=True)
        if rows.update(follow_up_due=False, last_error=""):
            on_sent = purposes.find(mail.purpose).on_sent
            if on_sent and mail.sent_at:
                on_sent(mail, mail.sent_at)
