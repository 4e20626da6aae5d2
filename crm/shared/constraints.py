"""Short spellings of named database constraints."""

from typing import Any

from django.db import models
from django.db.models import Q


def choice_check(field: str, choices: type[models.Choices]) -> models.CheckConstraint:
    """Return a constraint that keeps a column to its choices."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=f"%(app_label)s_%(class)s_{field}_choice",
    )


def range_check(field: str, low: Any, high: Any) -> models.CheckConstraint:
    """Return a constraint that keeps a column between two values, both included (NULL passes)."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__gte": low, f"{field}__lte": high}),
        name=f"%(app_label)s_%(class)s_{field}_range",
    )
