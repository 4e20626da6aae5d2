"""Statements in the trade's words."""

from typing import Any, Self

from crm.shared.querysets import OfAccountQuerySet


class StatementQuerySet(OfAccountQuerySet):
    """Asks for statements; those removed are out of sight unless asked for."""

    def standing(self) -> Self:
        """Leave out what was removed."""
        return self.filter(removed_at__isnull=True)

    def of_contact(self, contact: Any) -> Self:
        """Keep what stands about one person."""
        return self.filter(contact=contact).standing()

    def of_account(self, account: Any) -> Self:
        """Keep what stands about an account and everybody there."""
        return self.filter(account=account).standing()
