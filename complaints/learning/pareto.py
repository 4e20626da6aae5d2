"""Which few causes make most of the complaints, or most of what they cost (Juran's vital few)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

VITAL = 80  # percent


@dataclass(frozen=True)
class Weighed:
    """One cause with its weight: a count or an amount."""

    key: Any
    name: str
    weight: Decimal


@dataclass(frozen=True)
class Ranked:
    """One cause in its place: its own share and the running share, in percent, not rounded."""

    key: Any
    name: str
    weight: Decimal
    share: Decimal
    running: Decimal
    is_vital: bool


def pareto(rows: Iterable[Weighed]) -> list[Ranked]:
    """Put causes in order of weight, ties by name, with the running share.

    Vital are those that begin below 80 %: together they make at least 80 %. Rows without weight are
    left out. Nothing is rounded here.
    """
    heavy = sorted((one for one in rows if one.weight > 0), key=lambda one: (-one.weight, one.name))
    total = sum((one.weight for one in heavy), Decimal(0))
    found, running = [], Decimal(0)
    for one in heavy:
        vital = running * 100 < VITAL * total
        running += one.weight
        share, together = (100 * part / total for part in (one.weight, running))
        found.append(Ranked(one.key, one.name, one.weight, share, together, vital))
    return found
