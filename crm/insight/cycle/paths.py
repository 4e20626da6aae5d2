"""Where accounts stood at both ends of a period and what they did in between, as counts (`domain.md` §2).

Pure. A mark says where on the ring an account stands: p potential (never a customer), c customer, f left us
(resting, or potential again after a lap), and "" not there yet. Accounts that
go the same way are counted as one `Path`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.figures.cycle import Flow

NEW, POTENTIAL, CUSTOMER, LEFT = "", "p", "c", "f"
MARKS: Mapping[str, Any] = {
    CUSTOMER: pgettext_lazy("ring", "Customer"),
    LEFT: pgettext_lazy("ring", "Left us"),
    POTENTIAL: pgettext_lazy("ring", "Potential"),
    NEW: _("Not there yet"),
}


@dataclass(frozen=True)
class Path:
    """How many accounts of a group went from `start` to `end`, with these moves in between.

    `by_supplier` tells whether we ended it, the first time it ended in the period.
    """

    group: Any
    start: str
    end: str
    new: int
    back: int
    ends: int
    by_supplier: bool
    count: int


def flow_of(paths: Iterable[Path], days_away: Mapping[int, int] | None = None) -> Flow:
    """Add paths up to the figures of the period; `days_away` counts the win-backs by days gone."""
    total: dict[str, Any] = dict.fromkeys(Flow.__dataclass_fields__, 0)
    for path in paths:
        was_customer, n = path.start == CUSTOMER, path.count
        lost = was_customer and path.ends > 0
        total["start"] += n * was_customer
        total["end"] += n * (path.end == CUSTOMER)
        total["former_start"] += n * (path.start == LEFT)
        total["new"] += n * path.new
        total["won_back"] += n * path.back
        total["won_back_cohort"] += n * (path.start == LEFT and path.back > 0)
        total["lost"] += n * lost
        total["lost_by_supplier"] += n * (lost and path.by_supplier)
        total["lost_by_customer"] += n * (lost and not path.by_supplier)
        total["came_and_left"] += n * (path.ends - lost)
        moved = path.new + path.back - path.ends
        total["corrected"] += n * ((path.end == CUSTOMER) - was_customer - moved)
    away = days_away or {}
    total["days_away"] = tuple(day for day in sorted(away) for _n in range(away[day]))
    return Flow(**total)


def by_group(paths: Iterable[Path]) -> dict[Any, list[Path]]:
    """Return the paths of each group."""
    found: dict[Any, list[Path]] = {}
    for path in paths:
        found.setdefault(path.group, []).append(path)
    return found


def matrix(paths: Iterable[Path]) -> dict[tuple[str, str], int]:
    """Return how many went from which mark to which, added and standing still included."""
    found: dict[tuple[str, str], int] = {}
    for path in paths:
        if path.end:  # added after the period: no part of it
            found[path.start, path.end] = found.get((path.start, path.end), 0) + path.count
    return found
