"""Stored figures and how to compute them afresh: each app registers its own.

A stored figure is a column that repeats what other rows say, such as the number of open deals on an account.
`manage.py check_figures` compares them all and can mend what differs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

CHUNK = 500


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
    """A set of stored figures: how to compare them, how to mend one, and which columns they are.

    `stored` names each column as `app.Model.field`; a test corrupts every one and sees it found.
    A check with a `label` is shown on the settings page under that name, with `advice` when it fails.
    """

    name: str
    compare: Compare
    mend: Mend | None = None
    stored: tuple[str, ...] = ()
    label: Any = ""
    advice: Any = ""


_checks: dict[str, Check] = {}


def register(
    name: str,
    compare: Compare,
    mend: Mend | None = None,
    *,
    stored: Iterable[str] = (),
    label: Any = "",
    advice: Any = "",
) -> None:
    """Add a check; `compare` yields what differs at a moment, in chunks of its own."""
    _checks[name] = Check(name, compare, mend, tuple(stored), label, advice)


def checks() -> list[Check]:
    """Return every check, in the order of registration."""
    return list(_checks.values())


def columns(model: str, *fields: str) -> tuple[str, ...]:
    """Return columns of a model, `app.Model`, as a check names them."""
    return tuple(f"{model}.{field}" for field in fields)


def chunks(rows: QuerySet) -> Iterator[list[int]]:
    """Yield the keys of all rows, so many at a time: memory stays flat whatever the table."""
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]
