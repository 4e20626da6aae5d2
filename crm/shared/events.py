"""What happened, told by one app and heard by another that must not import it.

`tell` is called in the transaction of what happened; hearers run in it, so they store and queue, and talk
to no other machine. Facts are plain values: keys, days, names.
"""

from collections.abc import Callable
from typing import Any

COMPLAINT_CLOSED = "complaint.closed"
COMPLAINT_REOPENED = "complaint.reopened"

Hearer = Callable[..., object]
_hearers: dict[str, list[Hearer]] = {}


def hear(name: str, hearer: Hearer) -> None:
    """Have a function called with the facts of every event of this name."""
    _hearers.setdefault(name, []).append(hearer)


def tell(name: str, **facts: Any) -> None:
    """Say that something happened."""
    for hearer in _hearers.get(name, ()):
        hearer(**facts)
