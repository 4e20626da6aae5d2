"""What can be found: each app registers its kinds."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

ROOM = 1 << 44  # record ids of one kind; kinds stand one after the other in one numbering


@dataclass(frozen=True)
class SearchDoc:
    """What is known of one record: `text` and `phones` are looked in, title and subtitle shown too."""

    title: str
    subtitle: str = ""
    text: str = ""
    phones: Sequence[str] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    `fields(obj)` returns its SearchDoc, or None when it must not be found (deleted, merged);
    `visible(user)` the records a reader may see; `url(obj)` its page. `source()` gives all records
    with what `fields` needs joined (default: every row of the model); `icon` is one of the sprite.
    """

    key: str
    label: Any
    model: type[models.Model]
    fields: Callable[[Any], SearchDoc | None]
    visible: Callable[[Any], models.QuerySet]
    url: Callable[[Any], str]
    icon: str = ""
    source: Callable[[], models.QuerySet] | None = field(default=None)

    @property
    def number(self) -> int:
        """Return a number that stays the same as long as the key does: 0 to 65,535."""
        return zlib.crc32(self.key.encode()) & 0xFFFF

    @property
    def low(self) -> int:
        """Return the entry id before the first of this kind."""
        return self.number * ROOM

    def entry_id(self, pk: int) -> int:
        """Return the id of a record's entry."""
        return self.low + pk

    def records(self) -> models.QuerySet:
        """Return every record, for a fresh index."""
        return self.source() if self.source else self.model._default_manager.all()


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; raises ValueError when its number is taken by another."""
    for other in _kinds.values():
        if other.number == kind.number and other.key != kind.key:
            raise ValueError(f"Rename the search kind {kind.key!r}: its number is {other.key!r}'s.")
    _kinds[kind.key] = kind


def find(key: str) -> Kind:
    """Return a kind; raises KeyError for one nobody registered."""
    return _kinds[key]


def kinds() -> list[Kind]:
    """Return every kind, in the order of registration."""
    return list(_kinds.values())
