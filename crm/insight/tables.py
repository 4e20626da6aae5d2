"""Tables of figures: the same rows on the screen and in the file; a figure may be a door."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crm.shared.formats import number, percent
from crm.shared.statistics.intervals import Estimate
from crm.shared.tables import Cell


@dataclass(frozen=True)
class Table:
    """A table: its key (also the name of its file), title, headings (all but the first are figures) and rows."""

    key: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    words: int = 1  # how many of the first columns hold words

    def lines(self) -> list[Sequence[Any]]:
        """Return the values for a file."""
        return [self.heads, *([one.value for one in row] for row in self.rows)]


def count(value: int, url: str = "", note: str = "") -> Cell:
    """Return a count; none is no door."""
    return Cell(value, number(value), url if value else "", note)


def figure(value: float | Decimal | None, places: int = 1, unit: str = "", url: str = "") -> Cell:
    """Return a figure rounded once; a dash without one."""
    if value is None:
        return Cell(None)
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Cell(exact, percent(value, places) if unit == "%" else number(value, places), url)


def bounds(estimate: Estimate | None, unit: str = "%") -> list[Cell]:
    """Return the interval as two figures."""
    if estimate is None or not estimate.is_known:
        return [Cell(None), Cell(None)]
    return [figure(estimate.low, 1, unit), figure(estimate.high, 1, unit)]
