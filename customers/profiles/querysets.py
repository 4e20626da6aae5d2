"""Profiles in the trade's words."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from crm.shared.access import roles_of


class ProfileQuerySet(models.QuerySet):
    """Asks for personas and customer profiles."""

    def visible_to(self, user: Any) -> Self:
        """Keep what a user may read: every colleague with a role reads all profiles."""
        return self if roles_of(user) else self.none()

    def in_use(self) -> Self:
        """Leave out those put away."""
        return self.filter(retired_at__isnull=True)

    def personas(self, also: int | None = None) -> Self:
        """Keep the personas in use, and one that somebody has already."""
        return self.filter(kind="persona").filter(Q(retired_at__isnull=True) | Q(pk=also))

    def of_segment(self, sector_id: int | None) -> Self:
        """Keep the customer profile in use of a sector; none for an account without one."""
        return self.in_use().filter(kind="customer", sector=sector_id, sector__isnull=False)
