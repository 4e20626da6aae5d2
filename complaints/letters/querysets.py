"""Letter templates as the desk and the settings ask for them."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from crm.shared.access import Role, has_role


class MessageTemplateQuerySet(models.QuerySet):
    """Asks for letter templates; handlers use them, managers change them."""

    def visible_to(self, user: Any) -> Self:
        """Keep all for who writes to customers, nothing for others."""
        desk = has_role(user, Role.COMPLAINT_HANDLER, Role.MANAGER)
        return self.all() if desk else self.none()

    def editable_by(self, user: Any) -> Self:
        """Keep all for managers and administrators."""
        return self.all() if has_role(user, Role.MANAGER) else self.none()

    def to_choose(self, purposes: Iterable[str]) -> Self:
        """Keep those in use for some purposes."""
        return self.filter(is_active=True, purpose__in=list(purposes))
