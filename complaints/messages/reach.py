"""Whether the customer has heard from us: what came back was not heard. Pure."""

from collections.abc import Sequence

from complaints.messages.models import Direction, Message, MessageKind, Status


def unreached(messages: Sequence[Message]) -> Message | None:
    """Return our last message when it came back and nothing reached the customer after it."""
    out = [
        one
        for one in messages
        if one.direction == Direction.OUT
        and one.status in (Status.SENT, Status.RECORDED)
        and one.kind != MessageKind.RECEIPT
    ]
    last = max(out, key=lambda one: (one.at, one.pk), default=None)
    return last if last is not None and last.came_back_at else None
