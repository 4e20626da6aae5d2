"""Contact moments and tasks in the trade's words."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from crm.shared.access import editable_accounts_q, visible_accounts_q
from crm.shared.querysets import OfAccountQuerySet


class InteractionQuerySet(OfAccountQuerySet):
    """Asks for contact moments; those taken away are out of sight unless asked for."""

    bin = False

    def _clone(self) -> Self:
        """Carry along whether this set looks into the bin."""
        clone = super()._clone()
        clone.bin = self.bin
        return clone

    def alive(self) -> Self:
        """Leave out what was taken away."""
        return self.filter(deleted_at__isnull=True)

    def in_bin(self) -> Self:
        """Ask for what was taken away instead."""
        clone = self.filter(deleted_at__isnull=False)
        clone.bin = True
        return clone

    def visible_to(self, user: Any) -> Self:
        """Keep what a user may read."""
        rows = super().visible_to(user)
        return rows if self.bin else rows.alive()

    def editable_by(self, user: Any) -> Self:
        """Keep what stands at accounts a user may change."""
        rows = super().editable_by(user)
        return rows if self.bin else rows.alive()

    def contacts_made(self) -> Self:
        """Keep real contact: not taken away, and no notes."""
        return self.alive().exclude(kind="note")


class TaskQuerySet(models.QuerySet):
    """Asks for work."""

    def visible_to(self, user: Any) -> Self:
        """Keep a user's own tasks and those of accounts the user may read."""
        return self.filter(
            Q(assignee=user)
            | (
                visible_accounts_q(user, "account__")
                & Q(account__isnull=False, account__deleted_at__isnull=True)
            )
        )

    def editable_by(self, user: Any) -> Self:
        """Keep a user's own tasks and those of accounts the user may change."""
        return self.filter(
            Q(assignee=user)
            | (
                editable_accounts_q(user, "account__")
                & Q(account__isnull=False, account__deleted_at__isnull=True)
            )
        )

    def open(self) -> Self:
        """Keep what is still to do."""
        return self.filter(state="open")

    def overdue(self, today: date) -> Self:
        """Keep open tasks of before today."""
        return self.open().filter(due_on__lt=today)
