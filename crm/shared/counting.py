"""Many counts, and short lists, in one query: scalar subqueries side by side."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, JSONArray

from crm.shared.people.models import User

__all__ = ["OuterRef", "count_of", "counts_of", "pairs", "pairs_of", "scalars", "total_of"]


def total_of(
    queryset: QuerySet, expression: Combinable, *, function: str = "SUM", **extra: Any
) -> Subquery:
    """Return a subquery with one aggregate over a queryset; NULL (None) over no rows for SUM."""
    total = Func(expression, function=function, **extra)
    return Subquery(queryset.order_by().annotate(_total=total).values("_total")[:1])


class CountOf(Subquery):
    """Counts rows; 0, not NULL, when Django knows without asking that there are none."""

    empty_result_set_value = 0


def count_of(queryset: QuerySet) -> Subquery:
    """Return a subquery that counts the rows of a queryset."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return CountOf(queryset.order_by().annotate(_total=counted).values("_total")[:1])


def counts_of(queryset: QuerySet, *conditions: Q) -> Subquery:
    """Return a subquery that counts the rows of each condition in one reading: a list; `Q()` counts all."""
    counted = [
        Func(
            Case(When(one, then=Value(1))) if one else Value(1),
            function="COUNT",
            output_field=IntegerField(),
        )
        for one in conditions
    ]
    return Subquery(queryset.order_by().annotate(_total=JSONArray(*counted)).values("_total")[:1])


class Joined(Func):
    """Writes the values of all rows behind each other, in no order."""

    template = "%(function)s(%(expressions)s, ',')"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Use SQLite's name for it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Use PostgreSQL's name for it."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def pairs_of(queryset: QuerySet, first: str, second: str) -> Subquery:
    """Return a subquery with two columns of a bounded queryset as text; `pairs` reads it.

    For columns without comma or equals sign: days and numbers.
    """
    both = Concat(Cast(first, CharField()), Value("="), Cast(second, CharField()))
    joined = Joined(both)
    return Subquery(queryset.order_by().annotate(_total=joined).values("_total")[:1])


def pairs(text: str | None) -> list[tuple[str, str]]:
    """Read what `pairs_of` wrote, in order of the first column."""
    found = [part.partition("=") for part in (text or "").split(",") if part]
    return sorted((first, second) for first, _sign, second in found)


def scalars(user: User, **subqueries: Subquery) -> dict[str, Any]:
    """Compute named subqueries in one query; the user's own row only carries them."""
    return User.objects.filter(pk=user.pk).order_by().values(**subqueries).get()
