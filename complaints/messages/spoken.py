"""What was said aloud or on paper, and internal notes: written down, nothing is sent."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.transitions import acting_as, lock
from complaints.errors import ComplaintError
from complaints.letters.checks import refuse_unfinished
from complaints.messages.models import Direction, Message, MessageKind, Note, Status, Via
from complaints.messages.services import heard_from_us


@transaction.atomic
def record_conversation(
    complaint: Complaint, *, body: str, via: str, at: datetime, by: Any, now: datetime
) -> Message:
    """Write down a call or a letter to the customer; it counts as an update."""
    acting_as(by)
    locked = lock(complaint)
    fresh = locked.complaint
    if via not in {Via.CALL, Via.LETTER}:
        raise ComplaintError(_("Record a call or a letter."), field="via")
    if not body.strip():
        raise ComplaintError(_("Write a message first."), field="body")
    if via == Via.LETTER:
        refuse_unfinished(fresh, "", body, now=now)
    if at > now:
        raise ComplaintError(_("This moment lies in the future."), field="at")
    message = Message.objects.create(
        complaint=fresh,
        cycle=fresh.cycle,
        direction=Direction.OUT,
        kind=MessageKind.UPDATE,
        via=via,
        status=Status.RECORDED,
        body=body.strip(),
        author=by,
        created_at=now,
        sent_at=at,
    )
    log(
        fresh,
        EventKind.MESSAGE_RECORDED,
        now=now,
        at=at,
        user=by,
        seals=message,
        message=message.pk,
        via=via,
    )
    heard_from_us(locked, at)
    return message


@transaction.atomic
def add_note(complaint: Complaint, *, body: str, by: Any, now: datetime) -> Note:
    """Write an internal note; it never leaves the house."""
    acting_as(by)
    if not body.strip():
        raise ComplaintError(_("Write a note first."), field="body")
    return Note.objects.create(complaint=complaint, author=by, body=body.strip(), created_at=now)
