"""Looking through a tree: what hangs below a branch belongs to it."""

from typing import Any

from django.db.models import Q


def below(name: str, model: Any, key: str) -> Q:
    """Return the condition of a branch: rows whose `name` is the one of that key or below it."""
    here, under = model.objects.filter(key=key), model.objects.filter(parent__key=key)
    return Q(**{f"{name}__in": here}) | Q(**{f"{name}__in": under})
