"""Many counts in one query: scalar subqueries side by side."""

from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable

from crm.shared.people.models import User

__all__ = ["OuterRef", "count_of", "scalars", "total_of"]


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


def scalars(user: User, **subqueries: Subquery) -> dict[str, Any]:
    """Compute named subqueries in one query; the user's own row only carries them."""
    return User.objects.filter(pk=user.pk).order_by().values(**subqueries).get()
