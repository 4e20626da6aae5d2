"""A table of figures: shown on a page with its doors, and given as a file with the same values."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation

from crm.shared import throttle
from crm.shared.audit.services import record
from crm.shared.cells import cell
from crm.shared.formats import DASH, language, number

EXPORTS_AN_HOUR = 10
BOM = "\ufeff"
CHUNK = 1_000  # rows written at once


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

    def lines(self) -> list[list[Any]]:
        """Return the values for a file; a note follows its value."""
        rows = (*self.rows, *([self.foot] if self.foot else []))
        return [
            [str(head.label) for head in self.heads],
            *([_noted(c) for c in row] for row in rows),
        ]


def _noted(one: Cell) -> Any:
    if not one.note:
        return one.value
    value = one.value if isinstance(one.value, str) else cell(one.value)
    return f"{value} ({one.note})"


def csv_of(
    request: HttpRequest, name: str, tables: Sequence[Table], *, now: datetime
) -> HttpResponseBase | None:
    """Answer `?format=csv&table=…` with that table of a page; None when the page itself is asked."""
    asked = request.GET.get("table", "")
    wanted = next((table for table in tables if table.key == asked), None)
    if request.GET.get("format") != "csv" or wanted is None:
        return None
    kind = f"{name}.{wanted.key}"
    return csv_file(request, f"{name}-{wanted.key}", wanted.lines(), kind=kind, now=now)


def csv_file(
    request: HttpRequest,
    name: str,
    rows: Iterable[Sequence[Any]],
    *,
    now: datetime,
    kind: str = "",
    changes: Iterable[str] = (),
    is_large: bool = False,
) -> HttpResponseBase:
    """Give rows of values as a file `name`.csv: the one way by which figures and lists leave Kring.

    Ten an hour, then a page with 429. The audit trail keeps `kind` (default: the name) and `changes`, the
    names of the filters. Large files are streamed, their rows read as they go.
    """
    response: HttpResponseBase
    if request.method == "HEAD":
        rows = ()
    elif throttle.hit(f"export:{request.user.pk}", EXPORTS_AN_HOUR, 3600, now):
        record("export", kind or name, by=request.user, changes=changes)
    else:
        return render(request, "429.html", status=429)
    parts = _parts(rows, language())
    kept = {"content_type": "text/csv; charset=utf-8"}
    if is_large:
        response = StreamingHttpResponse(parts, **kept)
    else:
        response = HttpResponse(b"".join(parts), **kept)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class _Echo:
    """Gives every written line back, so that a large file is never in memory as a whole."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _parts(rows: Iterable[Sequence[Any]], spoken: str) -> Iterator[bytes]:
    """Yield a file in the reader's language, which also holds while its rows are read."""
    writer, left = csv.writer(_Echo(), delimiter=";" if spoken == "nl" else ","), iter(rows)
    part = BOM
    while part:
        yield part.encode("utf-8", "replace")
        with translation.override(spoken):
            part = "".join(writer.writerow([cell(v) for v in row]) for row in islice(left, CHUNK))
