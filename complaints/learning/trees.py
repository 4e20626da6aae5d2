"""Looking through a tree: what hangs below a branch belongs to it."""

from typing import Any

from django.db.models import Q

from complaints.learning.models import Category, Cause


def below(name: str, model: Any, key: str) -> Q:
    """Return the condition of a branch: rows whose `name` is the one of that key or below it."""
    here, under = model.objects.filter(key=key), model.objects.filter(parent__key=key)
    return Q(**{f"{name}__in": here}) | Q(**{f"{name}__in": under})


def named_subject(cause: str, category: str) -> tuple[Cause | None, Category | None]:
    """Return the cause and the category of two keys; None for one that is not there."""
    return (
        Cause.objects.filter(key=cause).first() if cause else None,
        Category.objects.filter(key=category).first() if category else None,
    )
