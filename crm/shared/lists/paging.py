"""Pages by key instead of by number: the hundredth page costs what the first one costs.

A page continues after the last row of the one before, by comparing (sort column, …, pk) as a row, which
SQLite and PostgreSQL answer from an index. A sort column that may be NULL is read in two parts, first
the rows that have a value, then those that have none, so that NULL comes last on both databases and
in both directions and each part still walks the index.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models import F, Func, QuerySet, Value
from django.db.models.constants import LOOKUP_SEP

SALT = "kring.lists"
COUNT_CAP = 10_000


class RowComparison(Func):
    """Compares columns with values as one row: `(a, b) > (1, 2)`."""

    output_field = models.BooleanField()

    def __init__(self, names: Sequence[str], values: Sequence[Any], operator: str = ">") -> None:
        super().__init__(*(F(n) for n in names), *values)
        self.operator = operator

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        """Write both rows."""
        parts: list[str] = []
        params: list[Any] = []
        for expression in self.get_source_expressions():
            sql, values = compiler.compile(expression)
            parts.append(sql)
            params.extend(values)
        half = len(parts) // 2
        left, right = ", ".join(parts[:half]), ", ".join(parts[half:])
        return f"({left}) {self.operator} ({right})", params


@dataclass(frozen=True)
class SortField:
    """One field of a sort, with the model field that knows its values."""

    name: str
    field: models.Field
    nullable: bool


def sort_fields(queryset: QuerySet, names: Sequence[str]) -> list[SortField]:
    """Resolve the field names of a sort against a queryset.

    Raises ImproperlyConfigured when another field than the first may be NULL.
    """
    found = []
    for name in (n.lstrip("-") for n in names):
        if name in queryset.query.annotations:
            field = copy(queryset.query.annotations[name].output_field)
            if not hasattr(
                field, "attname"
            ):  # a computed value: a field of no model has no name yet
                field.set_attributes_from_name(name)
            found.append(SortField(name, field, True))
            continue
        found.append(_model_field(queryset.model, name))
    if any(f.nullable for f in found[1:]):
        raise ImproperlyConfigured(f"Only the first field of the sort {names} may be NULL.")
    return found


def _model_field(model: type[models.Model], name: str) -> SortField:
    nullable, meta, field = False, model._meta, None
    for part in name.split(LOOKUP_SEP):
        field = meta.pk if part == "pk" else meta.get_field(part)
        nullable = nullable or bool(getattr(field, "null", False))
        if field.is_relation:
            meta = field.related_model._meta
    if field is None or not field.concrete:
        raise FieldDoesNotExist(name)
    return SortField(name, field.target_field if field.is_relation else field, nullable)


def write_cursor(sort: str, fields: Sequence[SortField], obj: Any) -> str:
    """Return the signed position of a row in a sort."""
    values = []
    for f in fields:
        value = obj
        for part in f.name.split(LOOKUP_SEP):
            value = getattr(value, part, None)
        values.append(None if value is None else f.field.value_to_string(_Holder(f.field, value)))
    return signing.dumps([sort, values], salt=SALT)


class _Holder:
    """Lends a value to `Field.value_to_string`, which wants an object."""

    def __init__(self, field: models.Field, value: Any) -> None:
        setattr(self, getattr(field, "attname", None) or "value", value)


def read_cursor(token: str, sort: str, fields: Sequence[SortField]) -> list[Any] | None:
    """Return the values of a position; None for one that is not ours or of another sort."""
    try:
        named, values = signing.loads(token, salt=SALT)
        if named != sort or len(values) != len(fields):
            return None
        return [
            None if v is None else f.field.to_python(v) for f, v in zip(fields, values, strict=True)
        ]
    except (signing.BadSignature, ValueError, TypeError, ValidationError):
        return None


def fetch(
    queryset: QuerySet,
    fields: Sequence[SortField],
    *,
    descending: bool,
    limit: int,
    position: Sequence[Any] | None = None,
    backwards: bool = False,
) -> list[Any]:
    """Return up to `limit` rows after (or, backwards, before) a position, in the order of walking."""
    first = fields[0]
    down = descending is not backwards
    order = [("-" if down else "") + f.name for f in fields]
    parts: list[bool | None] = [False, True] if first.nullable else [None]
    if backwards:
        parts.reverse()
    if position is not None and first.nullable:
        parts = parts[parts.index(position[0] is None) :]
    rows: list[Any] = []
    for part in parts:
        query = queryset if part is None else queryset.filter(**{f"{first.name}__isnull": part})
        if position is not None:
            skip = 1 if part else 0
            query = query.filter(
                RowComparison(
                    [f.name for f in fields[skip:]],
                    [
                        Value(v, output_field=f.field)
                        for f, v in zip(fields[skip:], position[skip:], strict=True)
                    ],
                    "<" if down else ">",
                )
            )
            position = None
        rows += list(query.order_by(*order)[: limit - len(rows)])
        if len(rows) >= limit:
            break
    return rows


def capped_count(queryset: QuerySet, cap: int = COUNT_CAP) -> int:
    """Count at most `cap` + 1 rows."""
    return queryset.order_by().values("pk")[: cap + 1].count()
