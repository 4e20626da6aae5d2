"""Sums of deals and targets in the trade's words."""

from typing import Any, Self

from django.db import models


class TotalQuerySet(models.QuerySet):
    """Asks for stored sums; who reads everything reads these, others sum their own deals."""

    def open(self) -> Self:
        """Keep sums of running deals."""
        return self.filter(state="open")


class TargetYearQuerySet(models.QuerySet):
    """Asks for years of targets."""

    def visible_to(self, user: Any) -> Self:
        """Keep all: the grid itself is for managers."""
        return self.all()


class SalesTargetQuerySet(models.QuerySet):
    """Asks for targets."""

    def of_year(self, year: int) -> Self:
        """Keep the targets of a calendar year."""
        return self.filter(year__year=year)
