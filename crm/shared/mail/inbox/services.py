"""Take mail in, and hand each one to whoever knows what to do with it."""

import logging
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from crm.shared.mail import purposes
from crm.shared.mail.inbox.models import InboundMail, InboundState
from crm.shared.mail.inbox.parse import Incoming, parse
from crm.shared.mail.inbox.registry import in_order
from crm.shared.mail.inbox.sources import MailboxAway, Source, open_source
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.verp import mail_of
from crm.shared.organisation.status import note_reading

logger = logging.getLogger(__name__)
MAX_ATTEMPTS, PER_ROUND = 3, 200


def read_mailbox(now: datetime) -> int:
    """Take in what is new in the mailbox and handle it; a housekeeping job. Give how many."""
    if settings.MAILBOX_URL:
        note_reading(read_source(now), now)
    return handle_new(now)


def read_source(now: datetime) -> str:
    """Take in what is new; returns what went wrong, empty when nothing did."""
    try:
        source = open_source(settings.MAILBOX_URL)
        take_in(source, now)
    except MailboxAway as away:
        logger.warning("The mailbox cannot be read: %s", away)
        return str(away)
    return ""


def take_in(source: Source, now: datetime) -> int:
    """Store each unseen mail once, then mark it as seen; killed in between it is only seen twice.

    Raises MailboxAway when the server goes; what was stored until then stays.
    """
    taken = 0
    try:
        for mail in source.unseen():
            arrived = min(mail.arrived_at, now) if mail.arrived_at else now
            taken += receive(mail.raw, arrived, size=mail.size, whole=mail.whole)
            source.seen(mail.key)
    finally:
        source.close()
    return taken


def receive(raw: bytes, at: datetime, *, size: int | None = None, whole: bool = True) -> bool:
    """Store a raw mail that arrived at a moment; False when it was there already.

    `size` is its real size in bytes where only a part was taken (`whole` is False).
    """
    return store(raw, at, size=size, whole=whole)[1]


def store(
    raw: bytes, at: datetime, *, size: int | None = None, whole: bool = True
) -> tuple[InboundMail, bool]:
    """Store a raw mail as it came; returns its row, and whether it is new."""
    mail = parse(raw)
    return InboundMail.objects.get_or_create(
        message_id=mail.message_id,
        defaults={
            "raw": raw,
            "size": len(raw) if size is None else size,
            "is_whole": whole,
            "sender": mail.sender,
            "subject": mail.subject,
            "received_at": at,
        },
    )


def handle_new(now: datetime) -> int:
    """Hand stored mails to the handlers; one that fails is tried three times and stops no other."""
    new = InboundMail.objects.filter(state=InboundState.NEW).order_by("pk")
    return sum(handle_one(pk, now) for pk in list(new.values_list("pk", flat=True)[:PER_ROUND]))


def handle_one(pk: int, now: datetime) -> bool:
    """Hand one stored mail to the handlers; False when it failed or somebody else had it."""
    try:
        with transaction.atomic():
            return _handle(pk, now)
    except Exception as error:  # a poisoned mail must not stop the others; the log has the trace
        logger.exception("Mail %s that came in could not be handled", pk)
        rows = InboundMail.objects.filter(pk=pk, state=InboundState.NEW)
        rows.update(attempts=F("attempts") + 1, last_error=type(error).__name__)
        rows.filter(attempts__gte=MAX_ATTEMPTS).update(state=InboundState.FAILED)
        return False


def opened(row: InboundMail) -> Incoming:
    """Read a stored mail."""
    mail = parse(bytes(row.raw))
    return replace(mail, pk=row.pk, size=row.size, whole=row.is_whole, arrived_at=row.received_at)


def _handle(pk: int, now: datetime) -> bool:
    mine = InboundMail.objects.filter(pk=pk, state=InboundState.NEW)
    if not mine.update(state=InboundState.IGNORED):  # another worker has it
        return False
    mail = opened(InboundMail.objects.get(pk=pk))
    for handler in in_order():
        if handler.take(mail, now):
            InboundMail.objects.filter(pk=pk).update(
                state=InboundState.HANDLED, handler=handler.key
            )
            break
    return True


def take_bounce(mail: Incoming, now: datetime) -> bool:
    """Tell the purpose of a mail that it came back; True for every delivery report of ours.

    The mail is known by the return path the report came to, or by its own Message-ID inside it.
    """
    if mail.report is None:
        return False
    pk = next((found for address in mail.recipients if (found := mail_of(address))), None)
    known = Q(pk=pk) if pk else Q(message_id=mail.report.original_id)
    row = OutboxMail.objects.filter(known).first() if pk or mail.report.original_id else None
    if row is None:
        return False
    purpose = purposes.get(row.purpose)
    if mail.report.failed and purpose is not None and purpose.on_bounced is not None:
        bounce = purposes.Bounce(mail.report.hard, mail.report.status, mail.report.reason)
        purpose.on_bounced(row, bounce, now)
    return True
