"""The conversation on the page of a complaint: messages and notes, with the steps between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from complaints.cases.events import ComplaintEvent, EventKind
from complaints.cases.models import Complaint
from complaints.inbound.pages import sender_note
from complaints.messages.models import Direction, Message, MessageKind, Note, Status

# The moves of the case stand between the messages; everything else only in the history.
IN_STREAM = frozenset(
    {
        EventKind.RECEIVED, EventKind.IMPORTED, EventKind.INVESTIGATE, EventKind.ASK,
        EventKind.RESUME, EventKind.CLOSE, EventKind.REOPEN, EventKind.WITHDRAW,
        EventKind.DUPLICATE, EventKind.APPROVED,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing in the conversation: a message, a note, or a step between them."""

    kind: str  # customer, us, note or event
    at: datetime
    author: str = ""
    colleague: Any = None
    note: str = ""
    text: str = ""
    status: str = ""
    icon: str = ""
    message: Message | None = None


def stream(
    complaint: Complaint,
    messages: Sequence[Message],
    notes: Sequence[Note],
    events: Sequence[ComplaintEvent],
) -> list[Item]:
    """Return the conversation: what was said, what was noted, and the steps between them."""
    by = complaint.recorded_by
    written = _("written down by %(name)s") % {"name": by.display_name} if by else ""
    first = Item(
        "customer",
        complaint.received_at,
        author=complaint.party,
        note=", ".join(filter(None, [complaint.get_channel_display(), written])),
        text=complaint.text,
    )
    items = [_message_item(one, complaint) for one in messages]
    items += [
        Item(
            "note",
            one.created_at,
            author=_("Internal note"),
            note=one.author.display_name if one.author else "",
            text=one.body,
        )
        for one in notes
    ]
    items += [
        Item(
            "event",
            event.at,
            icon=_icon(event),
            note=f"{event.get_kind_display()}{_by(event)}",
            text=event.words,
        )
        for event in events
        if event.kind in IN_STREAM and event.kind != EventKind.RECEIVED
    ]
    return [first, *sorted(items, key=lambda item: item.at)]


def _by(event: ComplaintEvent) -> str:
    if event.by_customer:
        return f", {_('by the customer')}"
    return f", {event.actor.display_name}" if event.actor else ""


def _icon(event: ComplaintEvent) -> str:
    return {
        EventKind.ASK: "pause-circle",
        EventKind.RESUME: "play",
        EventKind.REOPEN: "arrow-counterclockwise",
        EventKind.WITHDRAW: "slash-circle",
    }.get(EventKind(event.kind), "check2")


def _message_item(message: Message, complaint: Complaint) -> Item:
    via = message.get_via_display()
    if message.direction == Direction.IN:
        note = sender_note(message, complaint)
        return Item(
            "customer", message.at, complaint.party, note=note, text=message.body, message=message
        )
    if message.kind == MessageKind.RECEIPT:
        return Item(
            "event",
            message.at,
            icon="envelope",
            note=f"{message.get_kind_display()}: {message.get_status_display()}",
            message=message,
        )
    to = _("to %(name)s, %(via)s") % {"name": complaint.party, "via": via}
    return Item(
        "us",
        message.at,
        author=message.author.display_name if message.author else "",
        colleague=message.author,
        note=f"{message.get_kind_display()}, {to}",
        text=message.body,
        status=message.status if message.status in {Status.QUEUED, Status.REFUSED} else "",
        message=message,
    )
