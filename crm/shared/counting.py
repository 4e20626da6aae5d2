"""Many counts in one query: scalar subqueries side by side."""

from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from crm.shared.people.models import User

__all__ = ["OuterRef", "count_of", "scalars", "total_of"]


def total_of(
    queryset: QuerySet, expression: Combinable, *, function: str = "SUM", **extra: Any
) -> Subquery:
    """Return a subquery with one aggregate over a queryset; NULL (None) over no rows for SUM."""
    total = Func(expression, function=function, **extra)
    return Subquery(queryset.order_by().annotate(_total=total).values("_total")[:1])


def count_of(queryset: QuerySet) -> Coalesce:
    """Return a subquery that counts the rows of a queryset; 0 too when Django knows it is empty."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    rows = Subquery(queryset.order_by().annotate(_total=counted).values("_total")[:1])
    return Coalesce(rows, 0)


def scalars(user: User, **subqueries: Combinable) -> dict[str, Any]:
    """Compute named subqueries in one query; the user's own row only carries them."""
    return User.objects.filter(pk=user.pk).order_by().values(**subqueries).get()
