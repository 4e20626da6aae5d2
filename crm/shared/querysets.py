"""Querysets of records that hang on an account."""

from typing import Any, Self

from django.db import models

from crm.shared.access import editable_accounts_q, visible_accounts_q


class OfAccountQuerySet(models.QuerySet):
    """Reads through the account: visible with it, editable with it."""

    def visible_to(self, user: Any) -> Self:
        """Keep records of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"), account__deleted_at__isnull=True)

    def editable_by(self, user: Any) -> Self:
        """Keep records of accounts a user may change."""
        return self.filter(editable_accounts_q(user, "account__"), account__deleted_at__isnull=True)
