"""Figures of the relationship cycle over a period (`domain.md` §2), from the events themselves.

Pure: events in, counts out; rates are computed from counts and rounded at display.
An account's state on a day is where the last recorded of its events that had happened by then left it, so a
history imported later still tells the truth about earlier days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple, Protocol, TypeVar

from crm.shared.numbers import percentage

CUSTOMER, FORMER, POTENTIAL = "customer", "former", "potential"


class Move(Protocol):
    """What tells whether a correction took an event back."""

    @property
    def kind(self) -> str: ...

    @property
    def to_stage(self) -> str: ...


Moved = TypeVar("Moved", bound=Move)


class Event(NamedTuple):
    """What a figure needs of a lifecycle event; ordered by account, then by order of recording."""

    account_id: int
    happened_on: date
    kind: str
    to_stage: str
    cycle: int
    initiator: str = ""


@dataclass(frozen=True)
class Flow:
    """Counts of accounts over a period, both days included.

    `lost` are customers at the start who ended; `came_and_left` became a customer and ended inside the
    period; `won_back` all who came back, `won_back_cohort` those who were former at the start.
    `corrected` is the net number of customers that corrections added; `days_away` how long each of the
    won back was gone, in days.
    """

    start: int = 0
    new: int = 0
    won_back: int = 0
    lost: int = 0
    lost_by_customer: int = 0
    lost_by_supplier: int = 0
    came_and_left: int = 0
    corrected: int = 0
    end: int = 0
    former_start: int = 0
    won_back_cohort: int = 0
    days_away: tuple[int, ...] = ()

    @property
    def came(self) -> int:
        """Return all who became a customer."""
        return self.new + self.won_back

    @property
    def churn(self) -> Decimal | None:
        """Return lost ÷ customers at the start, in percent; None without customers."""
        return percentage(self.lost, self.start)

    @property
    def churn_by_customer(self) -> Decimal | None:
        """Return the share of the customers at the start who left by themselves, in percent."""
        return percentage(self.lost_by_customer, self.start)

    @property
    def retention(self) -> Decimal | None:
        """Return 1 − churn of the same cohort; new customers are left out."""
        return percentage(self.start - self.lost, self.start)

    @property
    def win_back(self) -> Decimal | None:
        """Return won back ÷ former customers at the start, in percent."""
        return percentage(self.won_back_cohort, self.former_start)

    @property
    def time_to_win_back(self) -> Fraction | None:
        """Return the median days from leaving to coming back; None when nobody came back."""
        days = sorted(self.days_away)
        if not days:
            return None
        middle = len(days) // 2
        return Fraction(days[middle] + days[-middle - 1], 2)


def is_former(stage: str, cycle: int) -> bool:
    """Say whether a state is that of a former customer: resting, or potential after a lap."""
    return stage == FORMER or (stage == POTENTIAL and cycle > 1)


def state_on(events: Iterable[Event], day: date) -> tuple[str, int]:
    """Return stage and cycle of one account at the end of a day; `("", 0)` before it was added."""
    state = ("", 0)
    for event in events:
        if event.happened_on <= day:
            state = (event.to_stage, event.cycle)
    return state


def measure(
    events: Iterable[Event], *, before: date, until: date, still: Flow | None = None
) -> Flow:
    """Count a period that begins after the day `before` and ends with `until`.

    `events` holds all events of the accounts that moved after `before`, account by account in order of
    recording. `still` counts the others: its `start`, `end` and `former_start`.
    """
    counts: dict[str, Any] = dict.fromkeys(Flow.__dataclass_fields__, 0) | {"days_away": ()}
    if still:
        counts |= {"start": still.start, "end": still.end, "former_start": still.former_start}
    for _account, group in groupby(events, key=lambda e: e.account_id):
        _count_account(list(group), before, until, counts)
    return Flow(**counts)


def _count_account(events: list[Event], before: date, until: date, counts: dict[str, Any]) -> None:
    stage, cycle = state_on(events, before)
    was_customer, was_former = stage == CUSTOMER, is_former(stage, cycle)
    ends_as_customer = state_on(events, until)[0] == CUSTOMER
    counts["start"] += was_customer
    counts["former_start"] += was_former
    counts["end"] += ends_as_customer
    inside = standing([e for e in events if before < e.happened_on <= until])
    new = sum(e.kind == "first_purchase" for e in inside)
    back = sum(e.kind == "won_back" for e in inside)
    ends = [e for e in inside if e.kind == "ended"]
    counts["new"] += new
    counts["won_back"] += back
    counts["won_back_cohort"] += bool(was_former and back)
    counts["days_away"] += tuple(_days_away(events, inside))
    if was_customer and ends:
        counts["lost"] += 1
        counts["lost_by_supplier" if ends[0].initiator == "supplier" else "lost_by_customer"] += 1
        ends = ends[1:]
    counts["came_and_left"] += len(ends)
    moved = new + back - len([e for e in inside if e.kind == "ended"])
    counts["corrected"] += int(ends_as_customer) - int(was_customer) - moved


def standing(events: Iterable[Moved]) -> list[Moved]:
    """Leave out what a correction among these events took back: the purchase or end just before it."""
    kept: list[Moved] = []
    for event in events:
        if event.kind != "correction":
            kept.append(event)
            continue
        undone = {
            "customer": {"ended", "auto_potential"},
            "potential": {"first_purchase", "won_back"},
        }
        while kept and kept[-1].kind in undone.get(event.to_stage, set()):
            kept.pop()
    return kept


def _days_away(events: list[Event], inside: list[Event]) -> Iterator[int]:
    """Yield how long an account was gone before each of its win-backs in the period."""
    for event in inside:
        if event.kind != "won_back":
            continue
        ends = [
            e.happened_on
            for e in events
            if e.kind == "ended" and e.happened_on <= event.happened_on and e.cycle < event.cycle
        ]
        if ends:
            yield (event.happened_on - max(ends)).days
