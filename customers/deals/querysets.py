"""Deals in the trade's words."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Self

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)

from crm.shared.localtime import local_date
from crm.shared.querysets import OfAccountQuerySet
from crm.shared.search.services import matching
from customers.deals.score import PipelineFigures


class DealQuerySet(OfAccountQuerySet):
    """Asks for deals."""

    def open(self) -> Self:
        """Keep running deals."""
        return self.filter(state="open")

    def won(self) -> Self:
        """Keep won deals."""
        return self.filter(state="won")

    def lost(self) -> Self:
        """Keep lost deals."""
        return self.filter(state="lost")

    def quiet(self, now: datetime, quiet_days: int, limits: dict[int, int]) -> Self:
        """Keep open deals whose account nobody spoke to for too long (`stage.quiet_since`).

        `limits` says how many days that is per stage, `quiet_days` for the others.
        """
        moments = [When(stage=pk, then=Value(now - timedelta(days=d))) for pk, d in limits.items()]
        days = [
            When(stage=pk, then=Value(local_date(now - timedelta(days=d))))
            for pk, d in limits.items()
        ]
        cutoff = now - timedelta(days=quiet_days)
        last: Any = Case(*moments, default=Value(cutoff), output_field=DateTimeField())
        opened: Any = Case(*days, default=Value(local_date(cutoff)), output_field=DateField())
        return self.open().filter(
            Q(account__last_contact_at__lte=last) | Q(account__last_contact_at__isnull=True),
            opened_on__lte=opened,
        )

    def unplanned(self) -> Self:
        """Keep open deals of accounts without a next step."""
        return self.open().filter(account__next_step_on__isnull=True)

    def late(self, today: date) -> Self:
        """Keep open deals whose expected day has passed (`stage.is_late`)."""
        return self.open().filter(expected_close__lt=today)

    def named(self, words: str) -> Self:
        """Keep deals the search finds by these words: in title, account, competitor or reference."""
        found = matching("deal", words)
        return self if found is None else self.filter(pk__in=found)

    def reached(self, stage_ids: Iterable[int]) -> Self:
        """Keep deals that were won or stood in one of these stages at some time."""
        deals: Any = self.model
        been = deals.objects.filter(pk=OuterRef("pk"), moves__to_stage__in=list(stage_ids))
        return self.filter(Q(state="won") | Exists(been))

    def figures(self) -> PipelineFigures:
        """Count and sum this set by state; one query."""
        return _figures(self.order_by().aggregate(**AGGREGATES))

    def figures_by(self, column: str) -> dict[Any, PipelineFigures]:
        """Count and sum per value of a column such as `stage_id`; one query."""
        rows = self.order_by().values(column).annotate(**AGGREGATES)
        return {row[column]: _figures(row) for row in rows}


AGGREGATES = {
    "n_open": Count("pk", filter=Q(state="open")),
    "a_open": Sum("amount", filter=Q(state="open")),
    "w_open": Sum(F("amount") * F("probability"), filter=Q(state="open")),
    "n_won": Count("pk", filter=Q(state="won")),
    "a_won": Sum("amount", filter=Q(state="won")),
    "n_lost": Count("pk", filter=Q(state="lost")),
    "a_lost": Sum("amount", filter=Q(state="lost")),
}


def _figures(row: dict[str, Any]) -> PipelineFigures:
    """Turn a row of aggregates into figures; the weighted sum comes in percent."""
    return PipelineFigures(
        open=row["n_open"],
        open_amount=row["a_open"] or Decimal(0),
        weighted=Decimal(row["w_open"] or 0) / 100,
        won=row["n_won"],
        won_amount=row["a_won"] or Decimal(0),
        lost=row["n_lost"],
        lost_amount=row["a_lost"] or Decimal(0),
    )
