"""The forecast against the target (`domain.md` §5): what was won, what may still come, what is missing.

Committed = open deals somebody committed to. Best case = those and the ones that may well come.
Weighted = Σ amount × probability over all open deals. A month is that of the expected decision.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from customers.forecast.cells import Cell

ZERO = Decimal(0)


@dataclass
class Line:
    """What one month, one person or a whole year comes to; `target` None: none was set."""

    first: date | None = None
    target: Decimal | None = None
    won: Decimal = ZERO
    won_count: int = 0
    committed: Decimal = ZERO
    best: Decimal = ZERO
    open: Decimal = ZERO
    open_count: int = 0
    weighted: Decimal = ZERO
    doors: dict[str, str] = field(default_factory=dict)

    def add(self, cell: Cell) -> None:
        """Put a cell of open or won deals in; best case holds the committed ones too."""
        if cell.state == "won":
            self.won += cell.amount
            self.won_count += cell.count
        elif cell.state == "open":
            self.open += cell.amount
            self.open_count += cell.count
            self.weighted += cell.weighted
            if cell.kind == "commit":
                self.committed += cell.amount
            if cell.kind in ("commit", "best"):
                self.best += cell.amount

    @property
    def gap(self) -> Decimal | None:
        """Return target − won: what is still to be won; below 0 it is what went over."""
        return None if self.target is None else self.target - self.won

    @property
    def coverage(self) -> Decimal | None:
        """Return open ÷ (target − won); None without target and when it is reached."""
        gap = self.gap
        return self.open / gap if gap is not None and gap > 0 else None

    @property
    def reached(self) -> Decimal | None:
        """Return won ÷ target in percent; None without a target above 0."""
        return self.won * 100 / self.target if self.target else None

    @property
    def landing(self) -> Decimal:
        """Return won + weighted: where this ends when chances are what they say."""
        return self.won + self.weighted


def total_of(lines: Iterable[Line], target: Decimal | None) -> Line:
    """Add lines up under a target."""
    total = Line(target=target)
    for line in lines:
        for name in ("won", "won_count", "committed", "best", "open", "open_count", "weighted"):
            setattr(total, name, getattr(total, name) + getattr(line, name))
    return total


def add_known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add what is known; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


def roll_up(
    people: Mapping[int, Decimal], teams: Mapping[int, Decimal], team_of: Mapping[int, int | None]
) -> Decimal | None:
    """Return the target of everybody for one month: every person and team counts once.

    A team's own target stands for its members; a team without one is the sum of its members. People
    without a team come on top.
    """
    alone = (amount for user, amount in people.items() if team_of.get(user) not in teams)
    return add_known([*teams.values(), *alone])


def spread(total: Decimal, parts: int = 12) -> list[Decimal]:
    """Divide an amount over months so that they add up to it; whole euros stay whole.

    >>> spread(Decimal(100), 3)
    [Decimal('34'), Decimal('33'), Decimal('33')]
    """
    unit = Decimal(1) if total == total.to_integral_value() else Decimal("0.01")
    units = int(total / unit)
    each, rest = divmod(units, parts)
    return [unit * (each + (1 if place < rest else 0)) for place in range(parts)]
