"""Counters of attempts, kept in the database so that they hold across processes."""

from django.db import models


class Throttle(models.Model):
    """Counts attempts of one visitor at one thing since the window began."""

    key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(db_index=True)
    hits = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.hits}"
