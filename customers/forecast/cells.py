"""Sums of deals per cell: what a deal counts for, kept stored or added up from the deals themselves.

Both ways give the same cells, so every page reads one or the other without knowing which.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Round, TruncMonth

from customers.forecast.models import DealTotal

KEY = ("state", "stage_id", "owner_id", "month", "kind")
SUMS = ("count", "cents", "weighted", "days")
CAP = 10_000  # deals added up for a view that no stored sum answers


@dataclass(frozen=True)
class Cell:
    """A sum of deals; dimensions that were not asked for are None."""

    state: str = ""
    stage_id: int | None = None
    owner_id: int | None = None
    team_id: int | None = None
    month: date | None = None
    kind: str = ""
    product_id: int | None = None
    count: int = 0
    cents: int = 0
    weighted_cents: int = 0
    days: int = 0

    @property
    def amount(self) -> Decimal:
        """Return the money in the organisation's currency."""
        return Decimal(self.cents) / 100

    @property
    def weighted(self) -> Decimal:
        """Return Σ amount × probability."""
        return Decimal(self.weighted_cents) / 10_000


Key = tuple[Any, ...]
Sums = tuple[int, int, int, int]


def key_of(deal: Any) -> Key:
    """Return the cell a deal stands in."""
    day = deal.expected_close if deal.state == "open" else deal.closed_on
    kind = {"open": deal.forecast, "lost": deal.loss_reason}.get(deal.state, "")
    return (deal.state, deal.stage_id, deal.owner_id, day and day.replace(day=1), kind)


def sums_of(deal: Any) -> Sums:
    """Return what a deal adds to its cell: one, cents, cents × probability, days to the decision."""
    cents = int(Decimal(deal.amount).scaleb(2))
    weighted = cents * deal.probability if deal.state == "open" else 0
    days = (deal.closed_on - deal.opened_on).days if deal.state != "open" else 0
    return (1, cents, weighted, days)


def add_up(deals: Iterable[Any]) -> dict[Key, Sums]:
    """Return the cells of some deals."""
    cells: dict[Key, Sums] = defaultdict(lambda: (0, 0, 0, 0))
    for deal in deals:
        key = key_of(deal)
        cells[key] = tuple(a + b for a, b in zip(cells[key], sums_of(deal), strict=True))  # type: ignore[assignment]
    return dict(cells)


def stored_cells(condition: Q, *by: str) -> list[Cell]:
    """Return the stored sums per value of `by`; one query, whatever the number of deals."""
    columns = {"team_id": F("owner__team_id")} if "team_id" in by else {}
    rows = (
        DealTotal.objects.filter(condition, count__gt=0)
        .order_by()
        .annotate(**columns)
        .values(*by)
        .annotate(n=Sum("count"), c=Sum("cents"), w=Sum("weighted"), d=Sum("days"))
    )
    return [_cell(row, by) for row in rows]


def live_cells(deals: QuerySet, *by: str) -> tuple[list[Cell], bool]:
    """Return the sums of at most CAP deals of a set, and whether there are more; one query.

    What lies beyond is told, never estimated.
    """
    some = deals.model.objects.filter(pk__in=deals.order_by().values("pk")[: CAP + 1])
    lasted = ExpressionWrapper(F("closed_on") - F("opened_on"), output_field=DurationField())
    cents = Cast(Round(F("amount") * 100), BigIntegerField())
    running = Q(state="open")
    day: Any = Case(When(running, then=F("expected_close")), default=F("closed_on"))
    kind = Case(
        When(running, then=F("forecast")),
        When(state="lost", then=F("loss_reason")),
        default=Value(""),
        output_field=CharField(),
    )
    extra: dict[str, Any] = {}
    if "month" in by:
        extra["month"] = TruncMonth(day, output_field=DateField())
    if "kind" in by:
        extra["kind"] = kind
    if "team_id" in by:
        extra["team_id"] = F("owner__team_id")
    rows = (
        some.order_by()
        .annotate(**extra)
        .values(*by)
        .annotate(
            n=Count("pk"),
            c=Sum(cents),
            w=Sum(cents * F("probability"), filter=running),
            d=Sum(lasted, filter=~running),
        )
    )
    found = [_cell(row, by) for row in rows]
    return found, sum(cell.count for cell in found) > CAP


def _cell(row: dict[str, Any], by: tuple[str, ...]) -> Cell:
    return Cell(
        **{name: row[name] for name in by},
        count=row["n"],
        cents=int(row["c"] or 0),
        weighted_cents=int(row["w"] or 0),
        days=row["d"].days if isinstance(row["d"], timedelta) else int(row["d"] or 0),
    )
