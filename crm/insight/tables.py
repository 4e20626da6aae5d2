"""Tables of figures: the same rows on the screen and in the file; a figure may be a door."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.http import HttpResponse

from crm.shared.formats import language, number, percent
from crm.shared.lists.export import BOM, Echo, cell
from crm.shared.statistics.intervals import Estimate


@dataclass(frozen=True)
class Cell:
    """One figure: its value for the file, how it reads, its list, and a note under it."""

    value: Any
    text: str = ""
    url: str = ""
    note: str = ""

    @property
    def shown(self) -> str:
        """Return how the value reads."""
        return self.text or ("" if self.value is None else str(self.value))


@dataclass(frozen=True)
class Table:
    """A table: its key (also the file's name), title, headings (all but the first are figures) and rows."""

    key: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    words: int = 1  # how many of the first columns hold words


def count(value: int, url: str = "", note: str = "") -> Cell:
    """Return a count; none is no door."""
    return Cell(value, number(value), url if value else "", note)


def figure(value: float | Decimal | None, places: int = 1, unit: str = "", url: str = "") -> Cell:
    """Return a figure rounded once; a dash without one."""
    if value is None:
        return Cell(None, "–")
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Cell(exact, percent(value, places) if unit == "%" else number(value, places), url)


def bounds(estimate: Estimate | None, unit: str = "%") -> list[Cell]:
    """Return the interval as two figures."""
    if estimate is None or not estimate.is_known:
        return [Cell(None, "–"), Cell(None, "–")]
    return [figure(estimate.low, 1, unit), figure(estimate.high, 1, unit)]


def as_file(table: Table) -> HttpResponse:
    """Write a table as CSV in the reader's notation."""
    writer = csv.writer(Echo(), delimiter=";" if language() == "nl" else ",")
    lines = [table.heads, *([c.value for c in row] for row in table.rows)]
    body = BOM + "".join(writer.writerow([cell(value) for value in line]) for line in lines)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.key}.csv"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
