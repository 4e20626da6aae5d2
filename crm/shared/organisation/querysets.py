"""Opening hours and closed days, in the words of the trade."""

from datetime import date, time
from typing import Any, Self

from django.db import models


class EverybodysQuerySet(models.QuerySet):
    """Finds what every colleague may read and managers change."""

    def visible_to(self, user: Any) -> Self:
        """Keep everything for a colleague, nothing for a stranger."""
        return self.all() if getattr(user, "is_authenticated", False) else self.none()


class OpeningWindowQuerySet(EverybodysQuerySet):
    """Finds opening hours."""

    def week(self) -> dict[int, list[tuple[time, time]]]:
        """Return the stretches per weekday; a closed day is missing."""
        week: dict[int, list[tuple[time, time]]] = {}
        for day, opens, closes in self.values_list("weekday", "opens", "closes"):
            week.setdefault(day, []).append((opens, closes))
        return week


class HolidayQuerySet(EverybodysQuerySet):
    """Finds closed days."""

    def in_year(self, year: int) -> Self:
        """Keep the days of one year."""
        return self.filter(date__range=(date(year, 1, 1), date(year, 12, 31)))

    def from_day(self, day: date) -> Self:
        """Keep a day and what comes after it."""
        return self.filter(date__gte=day)
