"""What became of a promise: derived from its dates, never typed (`domain.md` §4).

gap = days promised − days taken = the day that counts − the day of delivery.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import models
from django.utils.translation import pgettext_lazy

from crm.shared.localtime import local_date, zone
from crm.shared.numbers import as_decimal, percentage


class Outcome(models.TextChoices):
    """The outcomes of a promise."""

    SURPRISED = "surprised", pgettext_lazy("promise", "Surprised")
    MET = "met", pgettext_lazy("promise", "Met")
    DISAPPOINTED = "disappointed", pgettext_lazy("promise", "Disappointed")
    OVERDUE = "overdue", pgettext_lazy("promise", "Overdue")
    OPEN = "open", pgettext_lazy("promise", "Open")
    WITHDRAWN = "withdrawn", pgettext_lazy("promise", "Withdrawn")


def gap(counts_on: date, delivered_on: date) -> int:
    """Return the gap in days: negative is late, positive is early."""
    return (counts_on - delivered_on).days


def is_expired(counts_on: date, counts_time: time | None, now: datetime) -> bool:
    """Say whether the day, or on that day the time, has passed in the organisation's zone."""
    today = local_date(now)
    if counts_on != today:
        return counts_on < today
    return counts_time is not None and counts_time < now.astimezone(zone()).time()


def counts_after_move(
    counts_on: date,
    counts_time: time | None,
    new_due_on: date,
    new_due_time: time | None,
    moved_at: datetime,
) -> tuple[date, time | None]:
    """Return the day and time that count after a move: the old ones when they had expired."""
    if is_expired(counts_on, counts_time, moved_at):
        return counts_on, counts_time
    return new_due_on, new_due_time


def outcome(
    *,
    counts_on: date,
    counts_time: time | None,
    delivered_on: date | None,
    withdrawn: bool,
    withdrawn_late: bool,
    now: datetime,
) -> Outcome:
    """Return the outcome; withdrawing a promise that was overdue leaves a disappointed customer."""
    if delivered_on is not None:
        days = gap(counts_on, delivered_on)
        if days < 0:
            return Outcome.DISAPPOINTED
        return Outcome.SURPRISED if days > 0 else Outcome.MET
    if withdrawn:
        return Outcome.DISAPPOINTED if withdrawn_late else Outcome.WITHDRAWN
    return Outcome.OVERDUE if is_expired(counts_on, counts_time, now) else Outcome.OPEN


@dataclass(frozen=True)
class PromiseFigures:
    """Counts promises by what became of them; shares are computed from the counts."""

    delivered: int = 0
    kept: int = 0
    surprised: int = 0
    overdue: int = 0
    withdrawn_late: int = 0
    gap_days: int = 0

    @property
    def decided(self) -> int:
        """Return how many were delivered, are overdue or were given up when overdue."""
        return self.delivered + self.overdue + self.withdrawn_late

    @property
    def broken(self) -> int:
        """Return how many were not kept."""
        return self.decided - self.kept

    @property
    def kept_share(self) -> Decimal | None:
        """Return kept ÷ (delivered + overdue) in percent, unrounded; None without any."""
        return percentage(self.kept, self.decided)

    @property
    def surprised_share(self) -> Decimal | None:
        """Return delivered early ÷ (delivered + overdue) in percent, unrounded."""
        return percentage(self.surprised, self.decided)

    @property
    def mean_gap(self) -> Decimal | None:
        """Return the mean gap of what was delivered, in days, unrounded."""
        if not self.delivered:
            return None
        return as_decimal(self.gap_days) / self.delivered

    def __add__(self, other: "PromiseFigures") -> "PromiseFigures":
        """Pool two sets of counts."""
        return PromiseFigures(
            *(getattr(self, f) + getattr(other, f) for f in self.__dataclass_fields__)
        )
