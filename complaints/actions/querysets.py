"""Corrective actions as people ask for them."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from crm.shared.access import Role, has_role


class ActionQuerySet(models.QuerySet):
    """Asks for corrective actions in the words of the trade."""

    def visible_to(self, user: Any) -> Self:
        """Keep what a user may read: every colleague sees what is being changed."""
        return self if has_role(user, *Role.values) else self.none()

    def editable_by(self, user: Any) -> Self:
        """Keep what a user may change: the desk all, others their own."""
        if has_role(user, Role.MANAGER, Role.COMPLAINT_HANDLER):
            return self
        return self.visible_to(user).filter(owner=user)

    def with_late(self, today: date) -> Self:
        """Mark what is late: not done on its day, or not checked on its day (`is_late`)."""
        return self.annotate(
            is_late=models.ExpressionWrapper(late_q(today), output_field=models.BooleanField())
        )

    def late(self, today: date) -> Self:
        """Keep what is late."""
        return self.filter(late_q(today))

    def running(self) -> Self:
        """Keep what still asks something of somebody."""
        return self.filter(state__in=["planned", "done"])


def late_q(today: date) -> Q:
    """Return the condition of being late, for the work or for the look at its effect."""
    return Q(state="planned", due_on__lt=today) | Q(state="done", check_on__lt=today)
