"""Find public links."""

from typing import Any

from django.db import models

from crm.shared.access import Role, has_role


class OpenLinkQuerySet(models.QuerySet):
    """Select public links."""

    def visible_to(self, user: Any) -> "OpenLinkQuerySet":
        """Keep what a user may read: every colleague, for nobody is named in it."""
        return self if has_role(user, *Role.values) else self.none()

    def editable_by(self, user: Any) -> "OpenLinkQuerySet":
        """Keep what a user may open and close: surveys are for managers."""
        return self if has_role(user, Role.MANAGER) else self.none()
