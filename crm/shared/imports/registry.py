"""What can be brought in: each app registers its kinds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from crm.shared.imports.values import Parse, text


@dataclass(frozen=True)
class Field:
    """One thing a file may tell about a record; `aliases` are headings it is known by, in any language.

    `patterns` are regular expressions for headings that are sentences; they come after all names.
    """

    name: str
    label: Any
    required: bool = False
    aliases: Sequence[str] = ()
    parse: Parse = text(200)
    patterns: Sequence[str] = ()


@dataclass(frozen=True)
class Row:
    """One line of a file: its number, and the values that were given (empty cells are left out)."""

    line: int
    values: dict[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, or the default when the cell was empty."""
        return self.values.get(name, default)


class Outcome(StrEnum):
    """What came of a line."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowResult:
    """What came of a line; a reason is reported in the file of errors."""

    line: int
    outcome: Outcome
    column: str = ""
    reason: str = ""


@dataclass
class Context:
    """What one run knows: its moment, who runs it, its options, and what the kind remembers."""

    now: datetime
    by: Any = None
    account: str = ""
    columns: frozenset[str] = frozenset()
    memory: dict[str, Any] = field(default_factory=dict)


ApplyChunk = Callable[[list[Row], Context], list[RowResult]]
Finish = Callable[[Context], list[RowResult] | None]


@dataclass(frozen=True)
class ImportKind:
    """A kind of record that can be brought in.

    `apply_chunk` stores at most 500 rows inside the caller's transaction and says what came of
    each; a row it has met before, by its natural key, changes nothing. `finish` runs after the last
    chunk, in small transactions of its own, and again on a second run; it may return notes for the
    file of errors. `check(columns, context)` may refuse
    the file as a whole (Refusal) before anything is stored.
    """

    key: str
    label: Any
    fields: Sequence[Field]
    apply_chunk: ApplyChunk
    finish: Finish | None = None
    check: Callable[[frozenset[str], Context], None] | None = None


_kinds: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Add a kind."""
    _kinds[kind.key] = kind


def find(key: str) -> ImportKind:
    """Return a kind; raises KeyError for one nobody registered."""
    return _kinds[key]


def keys() -> list[str]:
    """Return the keys of every kind, in the order of registration."""
    return list(_kinds)
