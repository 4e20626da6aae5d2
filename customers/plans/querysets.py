"""Account plans in the trade's words."""

from typing import Any, Self

from django.db import models

from crm.shared.access import editable_accounts_q, visible_accounts_q
from crm.shared.querysets import OfAccountQuerySet


class PlanQuerySet(OfAccountQuerySet):
    """Asks for plans."""

    def of_year(self, year: int) -> Self:
        """Keep the plans of a year."""
        return self.filter(year=year)


class OfPlanQuerySet(models.QuerySet):
    """Reads through the plan's account: visible with it, editable with it."""

    def visible_to(self, user: Any) -> Self:
        """Keep what belongs to plans of accounts a user may read."""
        return self.filter(
            visible_accounts_q(user, "plan__account__"), plan__account__deleted_at__isnull=True
        )

    def editable_by(self, user: Any) -> Self:
        """Keep what belongs to plans of accounts a user may change."""
        return self.filter(
            editable_accounts_q(user, "plan__account__"), plan__account__deleted_at__isnull=True
        )
