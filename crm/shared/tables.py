"""A table of figures: shown on a page with its doors, and given as a file with the same values."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from crm.shared import throttle
from crm.shared.audit.services import record
from crm.shared.formats import DASH, number
from crm.shared.lists.export import BOM, Echo, cell
from crm.shared.lists.views import EXPORTS_AN_HOUR


@dataclass(frozen=True)
class Cell:
    """One cell: the value for a file, the text for reading (default: the value), and where it opens.

    `kind` says what the figure is to the list behind it, when it is no count: `rounds` of complaints.
    """

    value: Any
    text: str = ""
    url: str = ""
    note: str = ""
    kind: str = ""

    @property
    def shown(self) -> str:
        """Return what a reader sees."""
        if self.text:
            return self.text
        if self.value is None or self.value == "":
            return DASH
        return number(self.value) if isinstance(self.value, int) else str(self.value)


@dataclass(frozen=True)
class Head:
    """The heading of a column; figures stand at the end of their cell."""

    label: Any
    is_figure: bool = True
    help: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its key in the address of the file."""

    key: str
    title: Any
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    foot: Sequence[Cell] = ()

    def lined(self) -> list[list[tuple[Head, Cell]]]:
        """Return the rows with the heading of each cell."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    def lines(self) -> list[list[str]]:
        """Return the table as text cells for a file; a note follows its value."""
        written = [[cell(str(head.label)) for head in self.heads]]
        for row in (*self.rows, *([self.foot] if self.foot else [])):
            written.append([_written(one) for one in row])
        return written


def _written(one: Cell) -> str:
    value = cell(one.value)
    return f"{value} ({one.note})" if one.note else value


def csv_of(
    request: HttpRequest, name: str, tables: Sequence[Table], *, now: datetime
) -> HttpResponse | None:
    """Answer `?format=csv&table=…` with that table of a page; None when the page itself is asked.

    Ten files an hour, as of lists; the audit trail says which was taken. Too many: 429.
    """
    asked = request.GET.get("table", "")
    wanted = next((table for table in tables if table.key == asked), None)
    if request.GET.get("format") != "csv" or wanted is None:
        return None
    if throttle.hit(f"export:{request.user.pk}", EXPORTS_AN_HOUR, 3600, now):
        record("export", f"{name}.{wanted.key}", by=request.user)
        writer = csv.writer(Echo(), delimiter=";" if translation.get_language() == "nl" else ",")
        text = BOM + "".join(writer.writerow(line) for line in wanted.lines())
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}-{wanted.key}.csv"'
        response["Cache-Control"] = "no-store"
        return response
    return HttpResponse(status=429)
