"""The iceberg quarter by quarter, computed from the records as they are today: nothing is stored beside them.

A quarter holds the traces left in it, so a complaint written down late counts on its day of
receipt.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm.insight.iceberg.layers import LAYERS, Layer
from crm.insight.iceberg.read import accounts_in
from crm.insight.period import Slice
from crm.shared.counting import count_of, scalars
from customers.figures.slices import quarter_days, quarter_key

QUARTERS = 8


@dataclass(frozen=True)
class Quarter:
    """The layers of one quarter; a slice with its key opens the lists behind them."""

    part: Slice
    counts: dict[Layer, int]

    @property
    def total(self) -> int:
        """Return everybody who left a trace."""
        return sum(self.counts.values())


def quarters(part: Slice, today: date) -> list[Slice]:
    """Return the last eight quarters, the running one last, each as a slice of the same segment."""
    year, quarter = today.year, (today.month - 1) // 3 + 1
    found = []
    for _n in range(QUARTERS):
        since, until = quarter_days(year, quarter)
        key = quarter_key(year, quarter)
        found.append(
            Slice(key, since, min(until, today), part.owner, part.team, part.account_class)
        )
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return found[::-1]


def history(part: Slice, user: Any, now: datetime, today: date) -> list[Quarter]:
    """Count the layers of each quarter; one query."""
    parts = quarters(part, today)
    asked = {
        f"q{place}_{layer}": count_of(accounts_in(layer, each, user, now))
        for place, each in enumerate(parts)
        for layer in LAYERS
    }
    found = scalars(user, **asked)
    return [
        Quarter(each, {layer: found[f"q{place}_{layer}"] for layer in LAYERS})
        for place, each in enumerate(parts)
    ]
