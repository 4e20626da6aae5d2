"""Writing the append-only history of a complaint: numbered events, chained by their hashes."""

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from complaints.cases.chain import event_hash, new_salt, plain, text_digest
from complaints.cases.events import ComplaintEvent, ComplaintEventText
from complaints.cases.models import Complaint


class Sealed(Protocol):
    """A record whose text an event vouches for: the complaint's own story, or a message."""

    salt: str


def body_of(record: Any) -> str:
    """Return the text an event vouches for."""
    return record.text if isinstance(record, Complaint) else record.body


def chain(
    complaint: Complaint,
    kind: str,
    *,
    now: datetime,
    at: datetime | None = None,
    user: Any = None,
    by_customer: bool = False,
    from_state: str = "",
    to_state: str = "",
    text: str = "",
    seals: Sealed | None = None,
    **data: Any,
) -> ComplaintEvent:
    """Add an event to the end of a complaint's chain in memory; `write` stores it.

    For callers that write the complaint anyway: they store `head(complaint)` in the same UPDATE,
    compared with the length they read. Everybody else calls `log`.
    """
    salt = new_salt()
    event = ComplaintEvent(
        complaint=complaint,
        cycle=complaint.cycle,
        kind=kind,
        at=at or now,
        recorded_at=now,
        actor=user,
        by_customer=by_customer,
        from_state=from_state,
        to_state=to_state,
        data=plain(data),
        text_digest=text_digest(seals.salt, body_of(seals)) if seals else text_digest(salt, text),
    )
    event.free_text = (salt, text) if text else None
    _link(complaint, event)
    return event


def _link(complaint: Complaint, event: ComplaintEvent) -> None:
    """Make an event the last one of its complaint, in memory."""
    event.number = complaint.history_length + 1
    event.hash = event_hash(complaint.history_head, complaint.number, vars(event))
    complaint.history_length, complaint.history_head = event.number, event.hash


def head(complaint: Complaint) -> dict[str, Any]:
    """Return the columns that hold the end of the chain."""
    return {
        "history_length": complaint.history_length,
        "history_head": complaint.history_head,
    }


def write(events: list[ComplaintEvent]) -> None:
    """Store chained events, and their free texts in erasable rows."""
    ComplaintEvent.objects.bulk_create(events)
    texts = [
        ComplaintEventText(event=event, salt=event.free_text[0], text=event.free_text[1])
        for event in events
        if event.free_text
    ]
    if texts:
        ComplaintEventText.objects.bulk_create(texts)


@transaction.atomic
def log(complaint: Complaint, kind: str, **details: Any) -> ComplaintEvent:
    """Write one event of a complaint's history; see `chain` for what it takes.

    The end of the chain moves first, by compare-and-set: of two who write at once one waits and then
    links behind the other, so that a chain never forks. `complaint` may have been read long ago.
    """
    length, before = complaint.history_length, complaint.history_head
    event = chain(complaint, kind, **details)
    rows = Complaint.objects.filter(pk=complaint.pk)
    if not rows.filter(history_length=length, history_head=before).update(**head(complaint)):
        stored = rows.select_for_update().only("history_length", "history_head").get()
        complaint.history_length = stored.history_length
        complaint.history_head = stored.history_head
        _link(complaint, event)
        rows.update(**head(complaint))
    write([event])
    return event
