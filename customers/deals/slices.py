"""The first rows of several ordered sets in one statement, each set read no further than asked."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def first_of_each(sets: Sequence[QuerySet], limit: int) -> list[list[int]]:
    """Return the primary keys of the first `limit` rows of every set, in its order; one query.

    A window function would read all rows of all sets first; this walks an index per set and stops.
    """
    parts: list[str] = []
    params: list[Any] = []
    for place, rows in enumerate(sets):
        try:
            sql, values = rows.values("pk")[:limit].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place} AS place, part.* FROM ({sql}) part")  # noqa: S608
        params += values
    found: list[list[int]] = [[] for _rows in sets]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for place, pk in cursor.fetchall():
                found[place].append(pk)
    return found
