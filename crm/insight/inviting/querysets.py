"""Invitations to tell us in the trade's words."""

from datetime import datetime
from typing import Any, Self

from django.db import models

from crm.shared.access import visible_accounts_q


class InviteQuerySet(models.QuerySet):
    """Asks for invitations."""

    def visible_to(self, user: Any) -> Self:
        """Keep those of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"), account__deleted_at__isnull=True)

    def asked_since(self, moment: datetime) -> Self:
        """Keep the people who were asked after a moment; a mail that could not be delivered asked nobody."""
        return self.filter(state__in=["queued", "sent"], asked_at__gt=moment)
