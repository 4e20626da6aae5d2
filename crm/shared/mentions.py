"""Where a record is mentioned further up the house: each app registers how it finds its own.

No foreign key and no import points up: a page of the ground floor asks here what hangs on its record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mention:
    """One place that names a record: what it says, what it is called, its page."""

    words: str
    label: str
    url: str


Finder = Callable[[Any, int], Iterable[Mention]]
_finders: dict[str, list[Finder]] = {}


def register(kind: str, finder: Finder) -> None:
    """Add how to find, for a reader, what mentions a record of a kind by its number."""
    _finders.setdefault(kind, []).append(finder)


def of(kind: str, user: Any, pk: int) -> list[Mention]:
    """Return everything a reader may see that mentions a record."""
    return [mention for finder in _finders.get(kind, []) for mention in finder(user, pk)]
