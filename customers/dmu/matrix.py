"""The contact matrix: their levels × our people (`domain.md` §3, multilevel selling)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from crm.shared.numbers import percentage

Key = tuple[str, int]  # their level, our colleague


@dataclass(frozen=True)
class Cell:
    """One level × one colleague: wanted or not, and when they last spoke within the window."""

    level: str
    colleague: int
    targeted: bool
    spoken_at: datetime | None

    @property
    def state(self) -> str:
        """Return filled (wanted, spoken), open (wanted, not spoken), extra (spoken) or empty."""
        if self.targeted:
            return "filled" if self.spoken_at else "open"
        return "extra" if self.spoken_at else "empty"


@dataclass(frozen=True)
class Coverage:
    """How many of the targeted cells are filled."""

    filled: int
    targeted: int

    @property
    def share(self) -> Decimal | None:
        """Return filled ÷ targeted in percent, unrounded; None without a target. *5 of 12 → 41.7.*"""
        return percentage(self.filled, self.targeted)


def coverage(targets: Collection[Key], spoken: Collection[Key]) -> Coverage:
    """Count the filled cells among the targeted; talks nobody targeted do not count."""
    wanted = set(targets)
    return Coverage(filled=len(wanted & set(spoken)), targeted=len(wanted))


def cells(
    levels: Sequence[str],
    colleagues: Sequence[int],
    targets: Collection[Key],
    spoken: Mapping[Key, datetime],
) -> list[list[Cell]]:
    """Return the matrix row by row: a row per level, a cell per colleague."""
    wanted = set(targets)
    return [
        [Cell(level, who, (level, who) in wanted, spoken.get((level, who))) for who in colleagues]
        for level in levels
    ]
