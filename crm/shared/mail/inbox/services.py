"""Take mail in, and hand each one to whoever knows what to do with it."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from crm.shared.mail import purposes
from crm.shared.mail.inbox.models import InboundMail, InboundState
from crm.shared.mail.inbox.parse import Incoming, parse
from crm.shared.mail.inbox.registry import in_order
from crm.shared.mail.inbox.sources import MailboxAway, Source, open_source
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.verp import mail_of

logger = logging.getLogger(__name__)
MAX_ATTEMPTS, PER_ROUND = 3, 200


def read_mailbox(now: datetime) -> int:
    """Take in what is new in the mailbox and handle it; a housekeeping job. Give how many."""
    if settings.MAILBOX_URL:
        try:
            source = open_source(settings.MAILBOX_URL)
        except MailboxAway as away:
            logger.warning("The mailbox cannot be read: %s", away)
        else:
            take_in(source, now)
    return handle_new(now)


def take_in(source: Source, now: datetime) -> int:
    """Store each unseen mail once, then mark it as seen; killed in between it is only seen twice."""
    taken = 0
    try:
        for key, raw in source.unseen():
            taken += receive(raw, now)
            source.seen(key)
    except MailboxAway as away:
        logger.warning("The mailbox cannot be read: %s", away)
    finally:
        source.close()
    return taken


def receive(raw: bytes, now: datetime) -> bool:
    """Store a raw mail; False when it was there already."""
    mail = parse(raw)
    _row, made = InboundMail.objects.get_or_create(
        message_id=mail.message_id,
        defaults={
            "raw": raw,
            "sender": mail.sender,
            "subject": mail.subject,
            "received_at": now,
        },
    )
    return made


def handle_new(now: datetime) -> int:
    """Hand stored mails to the handlers; one that fails is tried three times and stops no other."""
    done = 0
    for row in InboundMail.objects.filter(state=InboundState.NEW).order_by("pk")[:PER_ROUND]:
        try:
            with transaction.atomic():
                done += _handle(row, now)
        except (
            Exception
        ) as error:  # a poisoned mail must not stop the others; the log has the trace
            logger.exception("Mail %s that came in could not be handled", row.pk)
            attempts = row.attempts + 1
            state = InboundState.FAILED if attempts >= MAX_ATTEMPTS else InboundState.NEW
            InboundMail.objects.filter(pk=row.pk, state=InboundState.NEW).update(
                attempts=F("attempts") + 1, state=state, last_error=type(error).__name__
            )
    return done


def _handle(row: InboundMail, now: datetime) -> bool:
    mine = InboundMail.objects.filter(pk=row.pk, state=InboundState.NEW)
    if not mine.update(state=InboundState.IGNORED):  # another worker has it
        return False
    mail = parse(bytes(row.raw))
    for handler in in_order():
        if handler.take(mail, now):
            InboundMail.objects.filter(pk=row.pk).update(
                state=InboundState.HANDLED, handler=handler.key
            )
            return True
    return True


def take_bounce(mail: Incoming, now: datetime) -> bool:
    """Tell the purpose of a mail that it came back; True for every delivery report of ours."""
    if mail.report is None:
        return False
    pk = next((found for address in mail.recipients if (found := mail_of(address))), None)
    row = OutboxMail.objects.filter(pk=pk).first() if pk else None
    if row is None:
        return False
    purpose = purposes.get(row.purpose)
    if mail.report.failed and purpose is not None and purpose.on_bounced is not None:
        bounce = purposes.Bounce(mail.report.hard, mail.report.status, mail.report.reason)
        purpose.on_bounced(row, bounce, now)
    return True
