"""Find the events on the trend."""

from typing import Any

from django.db import models

from crm.shared.access import Role, has_role


class TrendMarkQuerySet(models.QuerySet):
    """Select events."""

    def visible_to(self, user: Any) -> "TrendMarkQuerySet":
        """Keep what a user may read: every colleague sees what happened."""
        return self if has_role(user, *Role.values) else self.none()

    def editable_by(self, user: Any) -> "TrendMarkQuerySet":
        """Keep what a user may take away: marks are for managers."""
        return self if has_role(user, Role.MANAGER) else self.none()
