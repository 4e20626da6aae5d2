"""Do customers buy less after a complaint? Orders before the failure and after closing, beside other accounts.

Difference in differences (Card and Krueger, 1994): what changed at those who complained, less what changed in the same
months at accounts of the same class that did not; interval by Welch (1947). Pure: no database, no rounding.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean

from crm.shared.statistics.intervals import Estimate, mean, welch
from crm.shared.statistics.order import median

WINDOW = timedelta(days=180)
FEWEST = 10  # accounts on both sides for a figure
CONTROLS = 3  # at most so many for each account that complained
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Turn:
    """What an account is looked at around: the day of the failure and the day of closing."""

    account: int
    account_class: str
    failed_on: date
    closed_on: date
    complaint: int = 0

    @property
    def before(self) -> Days:
        """Return the 180 days before the failure."""
        return self.failed_on - WINDOW, self.failed_on - timedelta(days=1)

    @property
    def after(self) -> Days:
        """Return the 180 days after closing."""
        return self.closed_on + timedelta(days=1), self.closed_on + WINDOW

    def is_over(self, today: date) -> bool:
        """Say whether the 180 days after closing have passed."""
        return self.after[1] < today


@dataclass(frozen=True, slots=True)
class Bought:
    """What an account ordered in both stretches."""

    turn: Turn
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """Return how much more was ordered after than before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Side:
    """Means and medians of one group."""

    n: int
    before: float | None
    after: float | None
    median_before: float | None
    median_after: float | None
    change: Estimate | None


@dataclass(frozen=True, slots=True)
class Buying:
    """Both groups and their difference; `pending`: 180 days not over, `again`: a later case of the same account."""

    complained: Sequence[Bought]
    quiet: Sequence[Bought]
    pending: Sequence[Turn]
    again: int
    sides: tuple[Side, Side]
    difference: Estimate | None

    @property
    def is_enough(self) -> bool:
        """Say whether both groups are large enough for a figure."""
        return min(len(self.complained), len(self.quiet)) >= FEWEST


def one_each(turns: Iterable[Turn], today: date) -> tuple[list[Turn], list[Turn], int]:
    """Part the cases: each account once, by its first whose 180 days are over; those that wait; how many came again."""
    finished: dict[int, Turn] = {}
    pending, again = [], 0
    for turn in sorted(turns, key=lambda turn: (turn.closed_on, turn.complaint)):
        if not turn.is_over(today):
            pending.append(turn)
        elif turn.account in finished:
            again += 1
        else:
            finished[turn.account] = turn
    return list(finished.values()), pending, again


def match(turns: Sequence[Turn], quiet: Iterable[tuple[int, str, date]]) -> list[Turn]:
    """Give each case up to three accounts without complaint of its class, looked at in the same months.

    quiet: (account, class, customer since); it was a customer when the other one's failure happened. An account
    stands in for one case only, so that the groups stay independent.
    """
    waiting: dict[str, list[tuple[int, date]]] = defaultdict(list)
    for account, account_class, since in quiet:
        waiting[account_class].append((account, since))
    found = []
    for _round in range(CONTROLS):
        for turn in turns:
            line = waiting[turn.account_class]
            place = next((n for n, one in enumerate(line) if one[1] <= turn.failed_on), None)
            if place is not None:
                account, _since = line.pop(place)
                found.append(replace(turn, account=account, complaint=0))
    return found


def _side(rows: Sequence[Bought]) -> Side:
    before, after = [float(row.before) for row in rows], [float(row.after) for row in rows]
    return Side(
        n=len(rows),
        before=fmean(before) if rows else None,
        after=fmean(after) if rows else None,
        median_before=median(before),
        median_after=median(after),
        change=mean([float(row.change) for row in rows]),
    )


def compare(
    complained: Sequence[Bought],
    quiet: Sequence[Bought],
    pending: Sequence[Turn] = (),
    again: int = 0,
) -> Buying:
    """Put both groups together; the difference in differences in money per account, None under ten accounts a side."""
    tested = welch([float(r.change) for r in complained], [float(r.change) for r in quiet])
    enough = min(len(complained), len(quiet)) >= FEWEST
    return Buying(
        complained=complained,
        quiet=quiet,
        pending=pending,
        again=again,
        sides=(_side(complained), _side(quiet)),
        difference=tested.difference if tested and enough else None,
    )
