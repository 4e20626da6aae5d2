"""Find improvements."""

from datetime import date
from typing import Any

from django.db import models

from crm.shared.access import Role, has_role


class ImprovementQuerySet(models.QuerySet):
    """Select improvements in the words of the trade."""

    def visible_to(self, user: Any) -> "ImprovementQuerySet":
        """Keep what a user may read: every colleague sees what is being improved."""
        return self if has_role(user, *Role.values) else self.none()

    def editable_by(self, user: Any) -> "ImprovementQuerySet":
        """Keep what a user may change: a manager all, others their own."""
        mine = self.visible_to(user)
        return mine if has_role(user, Role.MANAGER) else mine.filter(owner=user)

    def to_do(self) -> "ImprovementQuerySet":
        """Keep what is not done yet."""
        return self.filter(done_on=None)

    def to_tell(self) -> "ImprovementQuerySet":
        """Keep what is done and of which nobody was told."""
        return self.filter(done_on__isnull=False, told_at=None)

    def with_late(self, today: date) -> "ImprovementQuerySet":
        """Mark what should have been done (`is_late`)."""
        late = models.Q(done_on=None, due_on__lt=today)
        return self.annotate(
            is_late=models.ExpressionWrapper(late, output_field=models.BooleanField())
        )

    def late(self, today: date) -> "ImprovementQuerySet":
        """Keep what should have been done."""
        return self.to_do().filter(due_on__lt=today)
