"""Find what customers said about the handling of their complaints."""

from typing import Any

from django.db import models

from crm.shared.access import visible_accounts_q


class HandlingQuerySet(models.QuerySet):
    """Select answers about handling in the words of the trade."""

    def visible_to(self, user: Any) -> "HandlingQuerySet":
        """Keep those of accounts a user may read; whether the complaint itself may be read, the roof decides."""
        return self.filter(visible_accounts_q(user, "answer__account__"))
