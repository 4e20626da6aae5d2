"""Colleagues, in the words of the trade."""

from typing import Any, Self

from django.contrib.auth.models import UserManager
from django.db import models
from django.db.models import Q


class UserQuerySet(models.QuerySet):
    """Finds colleagues."""

    def active(self) -> Self:
        """Keep colleagues who can log in."""
        return self.filter(is_active=True)

    def choosable(self, also: int | None = None) -> Self:
        """Keep colleagues who can be given something, and the one who has it already."""
        return self.filter(Q(is_active=True) | Q(pk=also))

    def visible_to(self, user: Any) -> Self:
        """Keep colleagues that others may pick by name: the active ones; every colleague may."""
        return self.active() if getattr(user, "is_authenticated", False) else self.none()


class UserManagerWithNames(UserManager.from_queryset(UserQuerySet)):
    """Django's manager of users, and finding one by what was typed at log-in."""

    def name_behind(self, typed: str) -> str:
        """Return the log-in name behind a typed name or e-mail address.

        An address that no colleague or several colleagues have is returned as typed.
        """
        if "@" not in typed or "\x00" in typed:
            return typed
        names = list(self.filter(email__iexact=typed).values_list("username", flat=True)[:2])
        return names[0] if len(names) == 1 else typed
