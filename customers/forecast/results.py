"""The results page: win rate, velocity, conversion, time in stage and reasons of loss of a period."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.shared.charts.scale import scaled
from crm.shared.formats import MONTHS, language
from customers.deals.lists import product_choices
from customers.deals.models import Deal, DealMove, LossReason
from customers.deals.querysets import DealQuerySet
from customers.deals.score import velocity, win_rate
from customers.filters import colleagues
from customers.forecast.cells import Cell, live_cells
from customers.forecast.filters import PipelineFilter, dress_selects
from customers.forecast.funnel import Step, funnel
from customers.forecast.page import deals_door
from customers.forecast.periods import months_back
from customers.forecast.reading import read_cells
from customers.pipelines.choices import stage_choices
from customers.pipelines.models import DealStage

COHORT = 2_000  # decided deals whose way is followed; the newest ones
BAR = 200
PERIODS = {
    "12m": _("Last 12 months"),
    "quarter": _("This quarter"),
    "year": _("This year"),
    "last_year": _("Last year"),
}
GROUPS = {
    "owner_id": _("Owner"),
    "team_id": _("Team"),
    "stage_id": _("Pipeline"),
    "product_id": _("Product"),
    "month": _("Month"),
}


class ResultFilter(PipelineFilter):
    """Adds period, product and what the table is divided by."""

    product = forms.TypedChoiceField(
        label=_("Product"), required=False, coerce=int, empty_value=None
    )
    period = forms.ChoiceField(label=_("Period"), required=False, choices=list(PERIODS.items()))
    by = forms.ChoiceField(label=_("Divided by"), required=False, choices=list(GROUPS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["product"].choices = [("", gettext("All")), *product_choices()]
        dress_selects(self)

    def keys(self) -> dict[str, Any]:
        """Return owner, team, pipeline and product as other pages' filters take them."""
        return super().keys() | {"product": self.cleaned_data.get("product")}

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by product too."""
        queryset = super().apply(queryset)
        product = self.cleaned_data["product"]
        return queryset.filter(product=product) if product else queryset


def period_of(name: str, today: date) -> tuple[date, date]:
    """Return the first and last day of a period of whole months, up to today."""
    if name == "quarter":
        return date(today.year, today.month - (today.month - 1) % 3, 1), today
    if name == "year":
        return date(today.year, 1, 1), today
    if name == "last_year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return months_back(today, 11), today


@dataclass
class Score:
    """The figures of a set of deals in a period, with the counts they are of."""

    name: str
    won: int = 0
    lost: int = 0
    won_amount: Decimal = Decimal(0)
    lost_amount: Decimal = Decimal(0)
    open: int = 0
    open_amount: Decimal = Decimal(0)
    won_days: int = 0
    url: str = ""

    def add(self, cell: Cell) -> None:
        """Put a cell in."""
        setattr(self, cell.state, getattr(self, cell.state) + cell.count)
        amount = f"{cell.state}_amount"
        setattr(self, amount, getattr(self, amount) + cell.amount)
        if cell.state == "won":
            self.won_days += cell.days

    @property
    def decided(self) -> int:
        """Return won + lost."""
        return self.won + self.lost

    @property
    def win_rate(self) -> Decimal | None:
        """Return won ÷ (won + lost) in percent."""
        return win_rate(self.won, self.lost)

    @property
    def mean_won(self) -> Decimal | None:
        """Return the mean amount of a won deal."""
        return self.won_amount / self.won if self.won else None

    @property
    def cycle_days(self) -> Decimal | None:
        """Return the mean number of days from opening to winning."""
        return Decimal(self.won_days) / self.won if self.won else None

    @property
    def velocity(self) -> Decimal | None:
        """Return open × mean open amount × win rate ÷ cycle days: money a day."""
        mean = self.open_amount / self.open if self.open else None
        return velocity(self.open, mean, self.won, self.lost, self.cycle_days)


@dataclass(frozen=True)
class Reason:
    """A reason of loss: how often, for how much, and which share it makes with those before it."""

    label: Any
    count: int
    amount: Decimal
    running: Decimal
    bar: float
    url: str


@dataclass
class Results:
    """What the page shows."""

    since: date
    until: date
    total: Score
    groups: list[Score]
    reasons: list[Reason]
    steps: list[Step]
    followed: int
    capped: bool
    decided_url: str
    won_url: str
    lost_url: str


def read_results(
    user: Any, form: ResultFilter, deals: DealQuerySet, *, by: str, since: date, until: date
) -> Results:
    """Return the results of a period of whole months: four queries, whatever the number of deals."""
    keys, span = form.keys(), {"closed_since": since, "closed_until": until}
    live = Q(state="open") | Q(closed_on__gte=since, closed_on__lte=until)
    if by == "product_id":
        cells, capped = live_cells(deals.filter(live), "state", "kind", by)
    else:
        stored = Q(state="open") | Q(month__gte=since, month__lte=until)
        cells, capped = read_cells(user, keys, deals, "state", "kind", by, stored=stored, live=live)
    total = Score("")
    for cell in cells:
        total.add(cell)
    steps, followed = _steps(keys, deals, since, until)
    return Results(
        since=since,
        until=until,
        total=total,
        groups=_groups(cells, by, keys | span),
        reasons=_reasons(cells, keys | span),
        steps=steps,
        followed=followed,
        capped=capped,
        decided_url=deals_door(keys, **span),
        won_url=deals_door(keys, state="won", **span),
        lost_url=deals_door(keys, state="lost", **span),
    )


def _groups(cells: list[Cell], by: str, keys: dict[str, Any]) -> list[Score]:
    """Divide the figures; each row leads to its decided deals."""
    names, filters = _names(by)
    found: dict[Any, Score] = {}
    for cell in cells:
        value = getattr(cell, by)
        if by == "month" and cell.state == "open":
            continue
        if by == "stage_id":
            value = next((s.pipeline for s in stage_choices() if s.pk == value), None)
        if value not in found:
            found[value] = Score(names(value))
            if value is not None and filters:
                found[value].url = deals_door(keys | {filters: value})
        found[value].add(cell)
    if by == "month":
        return [found[month] for month in sorted(found)]
    return sorted(found.values(), key=lambda s: (-s.won_amount, s.name))


def _names(by: str) -> tuple[Any, str]:
    """Return how the values of a division are called, and the filter of the list behind them."""
    if by == "month":
        return lambda first: f"{MONTHS[language()][first.month - 1]} {first.year}", ""
    every: dict[str, Any] = {
        "owner_id": {p.pk: p.name for p in colleagues()},
        "team_id": {p.team_id: p.team for p in colleagues()},
        "stage_id": {s.pipeline: s.pipeline_name for s in stage_choices()},
        "product_id": dict(product_choices()),
    }
    known = every[by]
    filters = {"owner_id": "owner", "team_id": "team", "stage_id": "pipeline"}
    return lambda value: known.get(value) or "–", filters.get(by, "product")


def _reasons(cells: list[Cell], keys: dict[str, Any]) -> list[Reason]:
    """Return why deals were lost, the most frequent first, with the running share (Pareto)."""
    counts: dict[str, list[Any]] = defaultdict(lambda: [0, Decimal(0)])
    for cell in cells:
        if cell.state == "lost":
            counts[cell.kind][0] += cell.count
            counts[cell.kind][1] += cell.amount
    order = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    everything, running, found = sum(n for n, _a in counts.values()), 0, []
    for reason, (count, amount) in order:
        running += count
        found.append(
            Reason(
                LossReason(reason).label,
                count,
                amount,
                Decimal(running) * 100 / everything,
                scaled(count, order[0][1][0], BAR),
                deals_door(keys, state="lost", reason=reason),
            )
        )
    return found


def _steps(
    keys: dict[str, Any], deals: DealQuerySet, since: date, until: date
) -> tuple[list[Step], int]:
    """Follow the newest decided deals of one pipeline through its stages."""
    first = keys["pipeline"] or next((s.pipeline for s in stage_choices() if s.in_use), None)
    stages = list(DealStage.objects.in_use().filter(pipeline=first).order_by("position", "pk"))
    decided = (
        deals.exclude(state="open")
        .filter(closed_on__gte=since, closed_on__lte=until, stage__pipeline=first)
        .order_by("-closed_on", "-pk")
    )
    chosen = Deal.objects.filter(pk__in=decided.values("pk")[:COHORT]).values("pk")
    moves: Any = (
        DealMove.objects.filter(deal__in=chosen)
        .order_by("deal_id", "moved_at", "pk")
        .values_list("deal_id", "to_stage_id", "to_state", "moved_at")
    )
    rows = list(moves)
    span = {"closed_since": since, "closed_until": until}
    steps = funnel(rows, stages)
    for step in steps:
        step.url = deals_door(keys | {"pipeline": first}, reached=step.stage.pk, **span)
    return steps, len({row[0] for row in rows})
