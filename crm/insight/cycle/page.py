"""Everything the cycle page and its CSV files tell, computed once from counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from crm.insight.cycle import cohorts, groups, read
from crm.insight.cycle.cohorts import Cohort
from crm.insight.cycle.filters import group_names
from crm.insight.cycle.paths import CUSTOMER, LEFT, NEW, POTENTIAL, flow_of, matrix
from crm.insight.period import Slice
from crm.shared.statistics.intervals import Estimate, wilson
from crm.shared.statistics.order import quantile_of_counts
from customers.figures.cycle import Flow

ENDED_STAYS = {POTENTIAL: "first_purchase", CUSTOMER: "ended", LEFT: "won_back"}


@dataclass(frozen=True)
class Stay:
    """How long accounts stood at a mark: finished stays in days, and those still going on at the end."""

    mark: str
    count: int
    median: float | None
    p90: float | None
    still: int


@dataclass(frozen=True)
class Reason:
    """A reason for leaving: how often the customer ended it, how often we did, the share of all up to here."""

    reason: str
    by_customer: int
    by_supplier: int
    running: float

    @property
    def count(self) -> int:
        """Return all ends for this reason."""
        return self.by_customer + self.by_supplier


@dataclass(frozen=True)
class Cycle:
    """The figures of the cycle page."""

    part: Slice
    dimension: str
    now: dict[str, int]
    laps: list[tuple[int, int]]
    flow: Flow
    added: int
    returned: int
    ways: dict[tuple[str, str], int]
    stays: list[Stay]
    reasons: list[Reason]
    groups: list[groups.Row]
    cohorts: list[Cohort] = field(default_factory=list)
    everybody: Cohort | None = None

    def at(self, place: int, mark: str) -> int:
        """Return how many stood at a mark at the start (0) or the end (1)."""
        return sum(count for way, count in self.ways.items() if way[place] == mark)

    @property
    def rates(self) -> dict[str, Estimate | None]:
        """Return churn, churn by the customer, retention and win-back in percent with their intervals."""
        flow = self.flow
        shares = {
            "churn": (flow.lost, flow.start),
            "by_customer": (flow.lost_by_customer, flow.start),
            "retention": (flow.start - flow.lost, flow.start),
            "win_back": (flow.won_back_cohort, flow.former_start),
        }
        found = {name: wilson(hits, n) for name, (hits, n) in shares.items()}
        return {name: share.scaled(100) if share else None for name, share in found.items()}


def pareto(moves: Iterable[read.Moves]) -> list[Reason]:
    """Return the reasons for leaving, the most frequent first, with the running share in percent."""
    counts: dict[str, list[int]] = {}
    for move in moves:
        if move.kind == "ended":
            both = counts.setdefault(move.reason, [0, 0])
            both[move.initiator == "supplier"] += move.count
    total, so_far, found = sum(map(sum, counts.values())), 0, []
    for reason, (customer, supplier) in sorted(counts.items(), key=lambda c: (-sum(c[1]), c[0])):
        so_far += customer + supplier
        found.append(Reason(reason, customer, supplier, 100 * so_far / total))
    return found


def compose(part: Slice, user: Any, today: date, dimension: str) -> Cycle:
    """Read the cycle of a slice in seven queries."""
    accounts = part.accounts(user)
    now = read.standings(accounts, dimension)
    taken_back = read.undone(part.since, part.until)
    paths = read.paths(
        accounts,
        part.since,
        part.until,
        today=today,
        dimension=dimension,
        now=now,
        taken_back=taken_back,
    )
    events = read.standing_events(part.since, part.until, taken_back)
    moves = read.moves(accounts, events)
    lengths = read.stays(moves)
    ways = {way: n for way, n in matrix(paths).items() if way != (NEW, NEW)}
    each, everybody = cohorts.cohorts(
        read.lasted(accounts, today.year - cohorts.YEARS + 1, today), _("All years")
    )
    marks: dict[str, int] = {}
    laps: dict[int, int] = {}
    for standing in now:
        marks[standing.mark] = marks.get(standing.mark, 0) + standing.count
        laps[standing.cycle] = laps.get(standing.cycle, 0) + standing.count
    kinds: dict[str, int] = {}
    for move in moves:
        kinds[move.kind] = kinds.get(move.kind, 0) + move.count
    flow = flow_of(paths, lengths[LEFT])
    median = {mark: quantile_of_counts(lengths[mark], 0.5) for mark in (POTENTIAL, CUSTOMER)}
    away = flow.time_to_win_back
    median[LEFT] = None if away is None else float(away)
    return Cycle(
        part=part,
        dimension=dimension,
        now=marks,
        laps=sorted(laps.items()),
        flow=flow,
        added=kinds.get("created", 0),
        returned=kinds.get("auto_potential", 0),
        ways=ways,
        stays=[
            Stay(
                mark,
                sum(lengths[mark].values()),
                median[mark],
                quantile_of_counts(lengths[mark], 0.9),
                sum(count for way, count in ways.items() if way[1] == mark),
            )
            for mark in (POTENTIAL, CUSTOMER, LEFT)
        ],
        reasons=pareto(moves),
        groups=groups.rows(paths, group_names(dimension), _("None")),
        cohorts=each,
        everybody=everybody if everybody.count else None,
    )
