"""Stored figures and how to compute them afresh: each app registers its own.

A stored figure is a column that repeats what other rows say, such as the number of open deals on an account.
`manage.py check_figures` compares them all and can mend what differs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One stored figure that is not what a fresh computation gives."""

    record: str
    pk: int
    figure: str
    stored: Any
    fresh: Any


Compare = Callable[[datetime], Iterator[Difference]]
Mend = Callable[[Difference, datetime], None]


@dataclass(frozen=True)
class Check:
    """A set of stored figures: how to compare them, and how to mend one."""

    name: str
    compare: Compare
    mend: Mend | None = None


_checks: dict[str, Check] = {}


def register(name: str, compare: Compare, mend: Mend | None = None) -> None:
    """Add a check; `compare` yields what differs at a moment, in chunks of its own."""
    _checks[name] = Check(name, compare, mend)


def checks() -> list[Check]:
    """Return every check, in the order of registration."""
    return list(_checks.values())
