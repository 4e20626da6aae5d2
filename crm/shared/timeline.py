"""One line of an account's timeline, whatever app it comes from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Entry:
    """Shows one thing that happened.

    `kind` is contact, promise, complaint, nps, deal, order, task, cycle or file (the filters); `icon` names a
    symbol of the sprite; `tone` is "", "pro", "warn", "det" or "ring"; `key` is unique per entry.
    """

    at: datetime
    key: str
    kind: str
    icon: str
    title: Any
    tone: str = ""
    detail: Any = ""
    body: str = ""
    url: str = ""
    actor: str = ""
    all_day: bool = False
    files: tuple[Any, ...] = ()  # what was added to it: name, size and get_absolute_url of each
