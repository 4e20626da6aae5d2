"""Tasks in the trade's words."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from crm.shared.access import editable_accounts_q, visible_accounts_q


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
