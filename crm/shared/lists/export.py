"""The rows of what a list shows, for a file; nothing is in memory as a whole."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.paging import SortField, fetch

ROW_CAP = 100_000
CHUNK = 1_000


def exported(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that belong in a file."""
    return [c for c in columns if c.csv is not False]


def rows(
    spec: ListSpec, queryset: QuerySet, fields: list[SortField], *, descending: bool
) -> Iterator[list[Any]]:
    """Yield heading and rows, read a chunk at a time; the last row says so when there are more."""
    columns = exported(spec.columns)
    yield [str(c.label) for c in columns]
    position, left = None, ROW_CAP
    while left > 0:
        found = fetch(
            queryset, fields, descending=descending, limit=min(CHUNK, left) + 1, position=position
        )
        part = found[: min(CHUNK, left)]
        for obj in part:
            yield [c.csv_of(obj) for c in columns]
        left -= len(part)
        if len(found) == len(part):
            return
        position = values_at(fields, part[-1])
    sentence = _("This file stops at %(count)s rows. Filter the list to get the others.")
    yield [sentence % {"count": ROW_CAP}]


def values_at(fields: list[SortField], obj: Any) -> list[Any]:
    """Return the position of a row as values."""
    values = []
    for f in fields:
        value = obj
        for part in f.name.split("__"):
            value = getattr(value, part, None)
        values.append(value)
    return values
