"""Promises in the trade's words."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum

from crm.shared.localtime import local_date, zone
from crm.shared.querysets import OfAccountQuerySet
from customers.promises.outcome import Outcome, PromiseFigures

OPEN = Q(delivered_on__isnull=True, withdrawn_at__isnull=True)


def overdue_q(now: datetime) -> Q:
    """Return the condition of open promises past the day, or the time, that counts."""
    today = local_date(now)
    clock = now.astimezone(zone()).time()
    return OPEN & (Q(counts_on__lt=today) | Q(counts_on=today, counts_time__lt=clock))


def broken_q(now: datetime) -> Q:
    """Return the condition of promises not kept: late, overdue, or given up when overdue."""
    return Q(delivered_on__gt=F("counts_on")) | Q(withdrawn_late=True) | overdue_q(now)


def outcome_q(outcome: str, now: datetime) -> Q:
    """Return the condition of one outcome; the same rule as `outcome.outcome`, in SQL."""
    conditions = {
        Outcome.SURPRISED: Q(delivered_on__lt=F("counts_on")),
        Outcome.MET: Q(delivered_on=F("counts_on")),
        Outcome.DISAPPOINTED: Q(delivered_on__gt=F("counts_on")) | Q(withdrawn_late=True),
        Outcome.OVERDUE: overdue_q(now),
        Outcome.OPEN: OPEN & ~overdue_q(now),
        Outcome.WITHDRAWN: Q(withdrawn_at__isnull=False, withdrawn_late=False),
    }
    return conditions[Outcome(outcome)]


class PromiseQuerySet(OfAccountQuerySet):
    """Asks for promises by what became of them; the same rules as `outcome.py`, in SQL."""

    def open(self) -> Self:
        """Keep what is neither delivered nor withdrawn."""
        return self.filter(OPEN)

    def overdue(self, now: datetime) -> Self:
        """Keep open promises past the day, or the time, that counts."""
        return self.filter(overdue_q(now))

    def delivered(self) -> Self:
        """Keep what was delivered, in time or late."""
        return self.filter(delivered_on__isnull=False)

    def kept(self) -> Self:
        """Keep those delivered on or before the day that counts."""
        return self.filter(delivered_on__lte=F("counts_on"))

    def broken(self, now: datetime) -> Self:
        """Keep those delivered late, overdue, or given up when overdue."""
        return self.filter(broken_q(now))

    def decided(self, now: datetime) -> Self:
        """Keep the denominator of the kept share: kept or broken."""
        return self.filter(Q(delivered_on__lte=F("counts_on")) | broken_q(now))

    def with_outcome(self, outcome: str, now: datetime) -> Self:
        """Keep one outcome."""
        return self.filter(outcome_q(outcome, now))

    def _counts(self, now: datetime) -> dict[str, Any]:
        """Return the aggregates behind the figures."""
        days = ExpressionWrapper(F("counts_on") - F("delivered_on"), output_field=DurationField())
        return {
            "delivered": Count("pk", filter=Q(delivered_on__isnull=False)),
            "kept": Count("pk", filter=Q(delivered_on__lte=F("counts_on"))),
            "surprised": Count("pk", filter=Q(delivered_on__lt=F("counts_on"))),
            "overdue": Count("pk", filter=overdue_q(now)),
            "late": Count("pk", filter=Q(withdrawn_late=True)),
            "gaps": Sum(days, filter=Q(delivered_on__isnull=False)),
        }

    def figures(self, now: datetime) -> PromiseFigures:
        """Count the promises of this set; one query."""
        return _figures(self.order_by().aggregate(**self._counts(now)))

    def figures_by(self, column: str, now: datetime) -> dict[int, PromiseFigures]:
        """Count per value of a column such as `account_id` or `owner_id`; one query."""
        rows = self.order_by().values(column).annotate(**self._counts(now))
        return {row[column]: _figures(row) for row in rows}

    def most_broken_accounts(self, now: datetime, limit: int) -> list[int]:
        """Return the accounts of this set with most broken promises, the worst first; one query."""
        rows = self.broken(now).order_by().values("account_id").annotate(broken=Count("pk"))
        return [row["account_id"] for row in rows.order_by("-broken", "account_id")[:limit]]


def _figures(row: dict[str, Any]) -> PromiseFigures:
    """Turn a row of aggregates into figures."""
    return PromiseFigures(
        delivered=row["delivered"],
        kept=row["kept"],
        surprised=row["surprised"],
        overdue=row["overdue"],
        withdrawn_late=row["late"],
        gap_days=row["gaps"].days if row["gaps"] else 0,
    )
