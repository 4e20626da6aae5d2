"""The stored sums of deals, moved in the transaction of every change of a deal."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from customers.forecast.cells import SUMS, Key, Sums, add_up
from customers.forecast.models import DealTotal

NOTHING: Sums = (0, 0, 0, 0)


def shift(*, out: Iterable[Any] = (), into: Iterable[Any] = ()) -> None:
    """Take deals as they were out of the sums and put them in as they are.

    Call it in the transaction of the change. Cells are touched in one order, so that two transactions
    wait for each other instead of blocking each other.
    """
    before, after = add_up(out), add_up(into)
    changes = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key, NOTHING), after.get(key, NOTHING)
        if old != new:
            changes[key] = tuple(b - a for a, b in zip(old, new, strict=True))
    for key in sorted(changes, key=_order):
        _add(key, changes[key])


def _order(key: Key) -> tuple[str, ...]:
    return tuple(str(part or "") for part in key)


def _named(key: Key) -> dict[str, Any]:
    return dict(zip(("state", "stage_id", "owner_id", "month", "kind"), key, strict=True))


def _add(key: Key, change: tuple[int, ...]) -> None:
    values = dict(zip(SUMS, change, strict=True))
    added = {name: F(name) + value for name, value in values.items()}
    if DealTotal.objects.filter(**_named(key)).update(**added):
        return
    DealTotal.objects.bulk_create([DealTotal(**_named(key))], ignore_conflicts=True)
    DealTotal.objects.filter(**_named(key)).update(**added)
