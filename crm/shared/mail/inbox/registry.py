"""Who reads the mail that came in: each handler looks in turn, the first that takes it has it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from crm.shared.mail.inbox.parse import Incoming

Take = Callable[[Incoming, datetime], bool]


@dataclass(frozen=True)
class Handler:
    """One reader of mail. `take(mail, now)` says whether the mail was its own, and acts on it.

    It runs in the transaction that notes the mail as handled. Lower `order` looks first.
    """

    key: str
    take: Take
    order: int = 50


_handlers: dict[str, Handler] = {}


def register(handler: Handler) -> None:
    """Add a handler."""
    _handlers[handler.key] = handler


def in_order() -> list[Handler]:
    """Return the handlers in the order in which they look."""
    return sorted(_handlers.values(), key=lambda handler: (handler.order, handler.key))
