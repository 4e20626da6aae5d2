"""The stored sums of deals, added up afresh from the deals: `check_figures` compares.

Written apart from the service that keeps them, so that a mistake there shows.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction

from crm.shared.figures import Difference
from customers.deals.models import Deal
from customers.forecast.models import DealTotal

CELL = ("state", "stage_id", "owner_id", "month", "kind")
SUMS = ("count", "cents", "weighted", "days")
COLUMNS = (
    "state", "stage_id", "owner_id", "expected_close", "closed_on", "opened_on",
    "forecast", "loss_reason", "amount", "probability",
)  # fmt: skip
ZERO = (0, 0, 0, 0)


def fresh_totals() -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Return every cell from the deals of accounts that are not in the bin; rows are streamed."""
    cells: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    rows = Deal.objects.filter(account__deleted_at__isnull=True).order_by()
    for row in rows.values_list(*COLUMNS).iterator(chunk_size=2000):
        state, stage, owner, expected, closed, opened, forecast, reason, amount, chance = row
        decided = state != "open"
        day = closed if decided else expected
        month = date(day.year, day.month, 1) if day else None
        cell = cells[state, stage, owner, month, reason if decided else forecast]
        cents = round(amount * 100)
        cell[0] += 1
        cell[1] += cents
        cell[2] += 0 if decided else cents * chance
        cell[3] += (closed - opened).days if decided else 0
    return {key: tuple(sums) for key, sums in cells.items()}


def compare_totals(now: datetime) -> Iterator[Difference]:
    """Yield the cells that do not say what the deals say; `figure` names the cell."""
    fresh = fresh_totals()
    for total in DealTotal.objects.order_by("pk").iterator(chunk_size=2000):
        key = tuple(getattr(total, name) for name in CELL)
        stored = tuple(getattr(total, name) for name in SUMS)
        expected = fresh.pop(key, ZERO)
        if stored != expected:
            yield Difference("sum of deals", total.pk, _name(key), stored, expected)
    for key, sums in fresh.items():
        yield Difference("sum of deals", 0, _name(key), ZERO, sums)


def _name(key: tuple[Any, ...]) -> str:
    return " ".join("-" if part in (None, "") else str(part) for part in key)


@transaction.atomic
def mend_total(difference: Difference, now: datetime) -> None:
    """Write the fresh sums into the cell; one that is missing is made."""
    state, stage, owner, month, kind = difference.figure.split(" ")
    cell = {
        "state": state,
        "stage_id": int(stage),
        "owner_id": None if owner == "-" else int(owner),
        "month": None if month == "-" else date.fromisoformat(month),
        "kind": "" if kind == "-" else kind,
    }
    sums = dict(zip(SUMS, difference.fresh, strict=True))
    if not DealTotal.objects.filter(**cell).update(**sums):
        DealTotal.objects.create(**cell, **sums)
