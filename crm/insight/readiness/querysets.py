"""Statements and filled-in scans; they belong to the organisation, managers read them all."""

from typing import Any, Self

from django.db import models

from crm.shared.access import Role, has_role


class StatementQuerySet(models.QuerySet):
    """Asks for statements."""

    def visible_to(self, user: Any) -> Self:
        """Every colleague may fill them in."""
        return self

    def editable_by(self, user: Any) -> Self:
        """Managers change the words."""
        return self if has_role(user, Role.MANAGER) else self.none()

    def of(self, instrument: str) -> Self:
        """Keep those of one assessment."""
        return self.filter(instrument=instrument).order_by("position")


class ScanQuerySet(models.QuerySet):
    """Asks for filled-in scans."""

    def visible_to(self, user: Any) -> Self:
        """Managers read them all, others their own."""
        return self if has_role(user, Role.MANAGER) else self.filter(by=user.pk)
