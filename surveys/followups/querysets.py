"""Find follow-ups."""

from datetime import datetime
from typing import Any

from django.db import models

from crm.shared.access import editable_accounts_q, visible_accounts_q
from surveys.nps.score import Band, band_range


class FollowUpQuerySet(models.QuerySet):
    """Select follow-ups in the words of the trade."""

    def visible_to(self, user: Any) -> "FollowUpQuerySet":
        """Keep the follow-ups of accounts a user may read."""
        return self.filter(visible_accounts_q(user, "account__"))

    def editable_by(self, user: Any) -> "FollowUpQuerySet":
        """Keep what a user may act on: a manager all, sales those of their own accounts."""
        return self.filter(editable_accounts_q(user, "account__"))

    def with_rights(self, user: Any) -> "FollowUpQuerySet":
        """Mark each with whether the user may act on it (`actionable`)."""
        condition = editable_accounts_q(user, "account__")
        actionable = (
            models.ExpressionWrapper(condition, output_field=models.BooleanField())
            if condition
            else models.Value(True)
        )
        return self.annotate(actionable=actionable)

    def in_band(self, name: str) -> "FollowUpQuerySet":
        """Keep follow-ups of promoters, passives or detractors."""
        return self.filter(answer__score__range=band_range(name))

    def of_detractors(self) -> "FollowUpQuerySet":
        """Keep follow-ups of scores 0 to 6."""
        return self.in_band(Band.DETRACTOR)

    def to_do(self) -> "FollowUpQuerySet":
        """Keep follow-ups that still ask for something."""
        return self.filter(state__in=["open", "contacted"])

    def unhandled(self) -> "FollowUpQuerySet":
        """Keep follow-ups nobody has acted on."""
        return self.filter(state="open")

    def overdue(self, now: datetime) -> "FollowUpQuerySet":
        """Keep unhandled follow-ups past their due moment."""
        return self.unhandled().filter(due_at__lt=now)
