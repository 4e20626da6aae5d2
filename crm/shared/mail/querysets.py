"""Outgoing mail in the trade's words."""

from datetime import datetime
from typing import Self

from django.db import models


class OutboxQuerySet(models.QuerySet):
    """Asks for outgoing mail."""

    def due(self, now: datetime) -> Self:
        """Keep what is to be sent now, and what a worker took and never finished."""
        return self.filter(state__in=["queued", "sending"], next_try_at__lte=now)

    def given_up(self) -> Self:
        """Keep what failed for good."""
        return self.filter(state="failed")

    def following_up(self) -> Self:
        """Keep what was sent but whose consequences are not recorded yet."""
        return self.filter(follow_up_due=True)
