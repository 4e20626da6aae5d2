"""The board: open deals by stage, with totals, and what was won this month."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from crm.shared.charts.scale import scaled
from crm.shared.lists.paging import fetch, read_cursor, sort_fields, write_cursor
from crm.shared.localtime import local_date
from customers.deals.marks import Mark, marks_of
from customers.deals.models import Deal, LossReason
from customers.deals.querysets import DealQuerySet
from customers.deals.score import PipelineFigures
from customers.deals.slices import first_of_each
from customers.forecast.cells import Cell
from customers.forecast.periods import last_day, months_back
from customers.forecast.reading import read_cells
from customers.pipelines.models import DealStage, Pipeline

CARDS = 25
BAR = 200
MONTHS = 24
SORT, FIELDS = "close", ("expected_close", "pk")


@dataclass(frozen=True)
class Card:
    """A deal on the board, with what is wrong with it."""

    deal: Deal
    marks: list[Mark]


@dataclass
class Column:
    """A stage with its cards and totals; widths are those of its bar, to scale with the others."""

    stage: DealStage
    figures: PipelineFigures
    cards: list[Card]
    after: str = ""
    bar: float = 0
    filled: float = 0

    @property
    def hidden(self) -> int:
        """Return how many cards are not shown."""
        return max(self.figures.open - len(self.cards), 1 if self.after else 0)


@dataclass(frozen=True)
class Month:
    """Deals to be decided in one month; `first` is None for those without a date."""

    first: date | None
    count: int
    amount: Decimal
    weighted: Decimal
    bar: float
    filled: float

    @property
    def last(self) -> date | None:
        """Return the last day of the month."""
        return last_day(self.first) if self.first else None


@dataclass(frozen=True)
class Loss:
    """How many deals were lost for a reason."""

    reason: str
    label: Any
    count: int
    bar: float


@dataclass
class Board:
    """Everything the board shows; `capped` says that not all deals are in the sums."""

    columns: list[Column]
    total: PipelineFigures
    won: list[Deal]
    month: date
    this_month: PipelineFigures
    months: list[Month]
    losses: list[Loss]
    decided: PipelineFigures
    year_since: date
    capped: bool


def read_stages(asked: int | None) -> tuple[list[DealStage], list[Pipeline]]:
    """Return the stages of the pipeline asked for (the first by default), and all pipelines; one query."""
    every = list(DealStage.objects.in_use().select_related("pipeline").in_board_order())
    pipelines = {s.pipeline_id: s.pipeline for s in every}
    chosen = asked if asked in pipelines else next(iter(pipelines), None)
    return [s for s in every if s.pipeline_id == chosen], list(pipelines.values())


def read_cards(
    deals: DealQuerySet, stages: Sequence[DealStage], *, now: datetime, quiet_days: int
) -> dict[int, tuple[list[Card], str]]:
    """Return the first cards of every stage and the way to the next ones; two queries.

    The earliest decision comes first, deals without a date last.
    """
    sets = []
    for stage in stages:
        running = deals.open().filter(stage=stage)
        sets.append(running.filter(expected_close__isnull=False).order_by("expected_close", "pk"))
        sets.append(running.filter(expected_close__isnull=True).order_by("pk"))
    keys = first_of_each(sets, CARDS + 1)
    wanted = [(keys[2 * place] + keys[2 * place + 1])[: CARDS + 1] for place in range(len(stages))]
    rows = Deal.objects.select_related("account", "owner").in_bulk(
        [pk for column in wanted for pk in column]
    )
    fields = sort_fields(deals, FIELDS)
    found = {}
    for stage, column in zip(stages, wanted, strict=True):
        shown = [rows[pk] for pk in column[:CARDS] if pk in rows]
        after = write_cursor(SORT, fields, shown[-1]) if len(column) > CARDS and shown else ""
        found[stage.pk] = (dress(shown, stage, now=now, quiet_days=quiet_days), after)
    return found


def dress(deals: Iterable[Deal], stage: DealStage, *, now: datetime, quiet_days: int) -> list[Card]:
    """Make cards of the deals of a stage."""
    cards = []
    for deal in deals:
        deal.stage = stage
        cards.append(Card(deal, marks_of(deal, now=now, quiet_days=quiet_days)))
    return cards


def more_cards(
    deals: DealQuerySet, stage: DealStage, cursor: str, *, now: datetime, quiet_days: int
) -> tuple[list[Card], str]:
    """Return the cards of a stage after a place, and the way on; at most two queries."""
    running = deals.open().filter(stage=stage).select_related("account", "owner")
    fields = sort_fields(running, FIELDS)
    position = read_cursor(cursor[:2000], SORT, fields)
    rows = fetch(running, fields, descending=False, limit=CARDS + 1, position=position)
    shown = rows[:CARDS]
    after = write_cursor(SORT, fields, shown[-1]) if len(rows) > CARDS else ""
    return dress(shown, stage, now=now, quiet_days=quiet_days), after


def figures_of(cells: Iterable[Cell]) -> PipelineFigures:
    """Add cells up."""
    sums: dict[str, Any] = defaultdict(Decimal)
    for cell in cells:
        sums[cell.state] += cell.count
        sums[f"{cell.state}_amount"] += cell.amount
        sums["weighted"] += cell.weighted
    names = ("open", "won", "lost")
    money: dict[str, Any] = {f"{name}_amount": sums[f"{name}_amount"] for name in names}
    counts: dict[str, Any] = {name: int(sums[name]) for name in names}
    return PipelineFigures(**counts, **money, weighted=sums["weighted"])


def read_board(
    user: Any,
    data: dict[str, Any],
    deals: DealQuerySet,
    stages: list[DealStage],
    *,
    now: datetime,
    quiet_days: int,
) -> Board:
    """Read the board of a set of deals that `data` has filtered: four queries, whatever there is."""
    today = local_date(now)
    month, year_since = today.replace(day=1), months_back(today, 11)
    here = deals.filter(stage__pipeline=stages[0].pipeline_id) if stages else deals.none()
    keys = data | {"pipeline": stages[0].pipeline_id if stages else None}
    recent = Q(closed_on__gte=year_since, closed_on__lte=today)
    cells, capped = read_cells(
        user, keys, here, "state", "stage_id", "month", "kind",
        stored=Q(state="open") | Q(month__gte=year_since, month__lte=month),
        live=Q(state="open") | recent,
    )  # fmt: skip
    running = [c for c in cells if c.state == "open"]
    decided = [c for c in cells if c.state != "open"]
    cards = read_cards(here, stages, now=now, quiet_days=quiet_days)
    columns = []
    for stage in stages:
        figures = figures_of(c for c in running if c.stage_id == stage.pk)
        columns.append(Column(stage, figures, *cards[stage.pk]))
    won = here.won().filter(closed_on__gte=month, closed_on__lte=today)
    board = Board(
        columns=columns,
        total=figures_of(running),
        won=list(won.select_related("account", "owner").order_by("-closed_on", "-pk")[:CARDS]),
        month=month,
        this_month=figures_of(c for c in decided if c.month == month),
        months=_months(running),
        losses=_losses(decided),
        decided=figures_of(decided),
        year_since=year_since,
        capped=capped,
    )
    largest = max((c.figures.open_amount for c in columns), default=Decimal(0))
    for column in board.columns:
        column.bar = scaled(column.figures.open_amount, largest, BAR)
        column.filled = scaled(column.figures.weighted, largest, BAR)
    return board


def _months(running: list[Cell]) -> list[Month]:
    """Add open deals up by the month of their expected decision, those without a date last."""
    by_month: dict[date | None, list[Cell]] = defaultdict(list)
    for cell in running:
        by_month[cell.month].append(cell)
    sums = {first: figures_of(cells) for first, cells in by_month.items()}
    largest = max((f.open_amount for f in sums.values()), default=Decimal(0))
    order = sorted(sums, key=lambda first: (first is None, first or date.max))
    return [
        Month(
            first,
            sums[first].open,
            sums[first].open_amount,
            sums[first].weighted,
            scaled(sums[first].open_amount, largest, BAR),
            scaled(sums[first].weighted, largest, BAR),
        )
        for first in order[:MONTHS]
    ]


def _losses(decided: list[Cell]) -> list[Loss]:
    """Count lost deals per reason, the most frequent first."""
    counts: dict[str, int] = defaultdict(int)
    for cell in decided:
        if cell.state == "lost":
            counts[cell.kind] += cell.count
    most = max(counts.values(), default=0)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Loss(r, LossReason(r).label, n, scaled(n, most, BAR)) for r, n in order]
