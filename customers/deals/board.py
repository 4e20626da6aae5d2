"""The board: open deals by stage, with totals, and what was won this month."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import RowNumber, TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.shared.localtime import day_start, local_date
from customers.deals.models import Deal, DealStage, LossReason, Pipeline
from customers.deals.querysets import DealQuerySet
from customers.deals.score import PipelineFigures
from customers.deals.stage import is_late, quiet_since

CARDS = 25
CARDS_OPENED = 200
SOON_DAYS = 10
BAR = 200


@dataclass(frozen=True)
class Card:
    """A deal on the board, with what is wrong with it."""

    deal: Deal
    marks: list[str]


@dataclass
class Column:
    """A stage with its cards and totals; widths are those of its bar, to scale with the others."""

    stage: DealStage
    count: int
    amount: Decimal
    weighted: Decimal
    cards: list[Card]
    bar: float = 0
    filled: float = 0

    @property
    def hidden(self) -> int:
        """Return how many cards are not shown."""
        return self.count - len(self.cards)


@dataclass
class Board:
    """Everything the board shows."""

    columns: list[Column]
    total: PipelineFigures
    won: list[Deal]
    won_count: int
    won_amount: Decimal
    decided: int
    month: date
    opened: int | None = None


def read_stages(asked: str) -> tuple[list[DealStage], list[Pipeline]]:
    """Return the stages of the pipeline asked for (the first by default), and all pipelines; one query."""
    every = list(
        DealStage.objects.select_related("pipeline").order_by(
            "pipeline__position", "pipeline", "position", "pk"
        )
    )
    pipelines = {s.pipeline_id: s.pipeline for s in every}
    chosen = next((pk for pk in pipelines if str(pk) == asked), next(iter(pipelines), None))
    return [s for s in every if s.pipeline_id == chosen], list(pipelines.values())


def marks_of(deal: Deal, *, now: datetime, quiet_days: int) -> list[str]:
    """Say what is wrong with an open deal: quiet, late, or to be decided soon."""
    found, today = [], local_date(now)
    since = quiet_since(deal.account.last_contact_at, day_start(deal.opened_on), now, quiet_days)
    if since is not None:
        days = (now - since).days
        found.append(
            ngettext("No contact for %(n)s day", "No contact for %(n)s days", days) % {"n": days}
        )
    if deal.expected_close is None:
        return found
    days = (deal.expected_close - today).days
    if is_late(deal.state, deal.expected_close, today):
        text = ngettext("Decision date %(n)s day ago", "Decision date %(n)s days ago", -days)
        found.append(text % {"n": -days})
    elif days == 0:
        found.append(_("Decision date today"))
    elif days <= SOON_DAYS:
        text = ngettext("Decision date in %(n)s day", "Decision date in %(n)s days", days)
        found.append(text % {"n": days})
    return found


def _cards(deals: DealQuerySet, opened: int | None) -> list[Deal]:
    """Read the first cards of every stage, the first decision first; one query."""
    place = Window(
        RowNumber(),
        partition_by=[F("stage_id")],
        order_by=[F("expected_close").asc(nulls_last=True), F("pk").asc()],
    )
    shown = Q(place__lte=CARDS)
    if opened is not None:
        shown |= Q(stage_id=opened, place__lte=CARDS_OPENED)
    rows = deals.select_related("account", "owner").annotate(place=place).filter(shown)
    return list(rows.order_by("stage_id", "place"))


def read_board(
    deals: DealQuerySet,
    stages: list[DealStage],
    *,
    now: datetime,
    quiet_days: int,
    opened: int | None,
) -> Board:
    """Read the board of a set of deals: three queries, whatever there is."""
    today = local_date(now)
    month = today.replace(day=1)
    this_month = Q(closed_on__gte=month, closed_on__lte=today)
    here = deals.filter(stage__in=stages)
    by_stage = here.filter(Q(state="open") | this_month).figures_by("stage_id")
    cards: dict[int, list[Card]] = {}
    for deal in _cards(here.open(), opened):
        marks = marks_of(deal, now=now, quiet_days=quiet_days)
        cards.setdefault(deal.stage_id, []).append(Card(deal, marks))
    columns = []
    for stage in stages:
        figures = by_stage.get(stage.pk, PipelineFigures())
        columns.append(
            Column(
                stage, figures.open, figures.open_amount, figures.weighted, cards.get(stage.pk, [])
            )
        )
    all_figures = list(by_stage.values())
    won = here.won().filter(this_month).select_related("account", "owner")
    board = Board(
        columns=columns,
        total=PipelineFigures(
            open=sum(c.count for c in columns),
            open_amount=sum((c.amount for c in columns), Decimal(0)),
            weighted=sum((c.weighted for c in columns), Decimal(0)),
        ),
        won=list(won.order_by("-closed_on", "-pk")[:CARDS]),
        won_count=sum(f.won for f in all_figures),
        won_amount=sum((f.won_amount for f in all_figures), Decimal(0)),
        decided=sum(f.decided for f in all_figures),
        month=month,
        opened=opened,
    )
    _scale(board)
    return board


def _scale(board: Board) -> None:
    """Draw every bar to the scale of the largest amount."""
    largest = max((c.amount for c in board.columns), default=Decimal(0))
    for column in board.columns:
        if largest > 0:
            column.bar = round(float(column.amount / largest) * BAR, 1)
            column.filled = round(float(column.weighted / largest) * BAR, 1)


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
        if self.first is None:
            return None
        return (self.first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def forecast(deals: DealQuerySet) -> list[Month]:
    """Return open deals by the month of their expected decision; one query."""
    rows: Any = list(
        deals.open()
        .order_by()
        .annotate(month=TruncMonth("expected_close"))
        .values("month")
        .annotate(n=Count("pk"), a=Sum("amount"), w=Sum(F("amount") * F("probability")))
        .order_by(F("month").asc(nulls_last=True))[:24]
    )
    largest = max((r["a"] or Decimal(0) for r in rows), default=Decimal(0))

    def width(value: Decimal) -> float:
        return round(float(value / largest) * BAR, 1) if largest else 0

    found = []
    for row in rows:
        amount, weighted = row["a"] or Decimal(0), Decimal(row["w"] or 0) / 100
        found.append(
            Month(row["month"], row["n"], amount, weighted, width(amount), width(weighted))
        )
    return found


@dataclass(frozen=True)
class Loss:
    """How many deals were lost for a reason."""

    reason: str
    label: Any
    count: int
    share: float


def losses(deals: DealQuerySet, *, since: date, until: date) -> tuple[list[Loss], PipelineFigures]:
    """Return why deals were lost in a period, most frequent first, and the decided; one query."""
    rows = (
        deals.exclude(state="open")
        .filter(closed_on__gte=since, closed_on__lte=until)
        .figures_by("loss_reason")
    )
    lost = sorted(
        ((f.lost, reason) for reason, f in rows.items() if reason), key=lambda x: (-x[0], x[1])
    )
    most = max((n for n, _r in lost), default=0)
    total = PipelineFigures(
        won=sum(f.won for f in rows.values()),
        lost=sum(f.lost for f in rows.values()),
        won_amount=sum((f.won_amount for f in rows.values()), Decimal(0)),
        lost_amount=sum((f.lost_amount for f in rows.values()), Decimal(0)),
    )
    found = [Loss(r, LossReason(r).label, n, round(n / most * BAR, 1)) for n, r in lost]
    return found, total
