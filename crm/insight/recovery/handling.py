"""What customers say about the handling: solved, and fairness of outcome, process and treatment. Pure: no database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.insight.recovery.pairs import FEWEST_FOR_A_STRATUM, STRATA
from crm.shared.statistics.intervals import Estimate, wilson
from crm.shared.statistics.order import median
from surveys.handling.questions import HIGHEST, ITEMS, LOWEST, Solved

POINTS = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class Said:
    """What one customer found of one case, with the facts of how it went."""

    complaint: int
    answer: int
    score: int
    solved: str
    outcome: int | None
    process: int | None
    treatment: int | None
    case: Any

    def points(self, item: str) -> int | None:
        """Return the points given to an item."""
        return getattr(self, item)


@dataclass(frozen=True, slots=True)
class Item:
    """One fairness item: how often each point was given, n and the median."""

    key: str
    counts: tuple[int, ...]
    median: float | None

    @property
    def n(self) -> int:
        """Return how many answered it."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Part:
    """Part of the answers: n of those who said whether it is solved, the share solved, medians; none under ten."""

    key: str
    n: int
    solved: Estimate | None
    medians: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Handled:
    """Everything that was said, summed up."""

    said: Sequence[Said]
    solved: dict[str, int]
    share: Estimate | None
    items: list[Item]
    parts: list[Part]

    @property
    def n(self) -> int:
        """Return how many said whether it is solved."""
        return sum(self.solved.values())


def _share(said: Sequence[Said]) -> tuple[int, Estimate | None]:
    answered = [one for one in said if one.solved]
    return len(answered), wilson(sum(one.solved == Solved.YES for one in answered), len(answered))


def _item(key: str, said: Sequence[Said]) -> Item:
    given = [points for one in said if (points := one.points(key)) is not None]
    counts = Counter(given)
    return Item(key, tuple(counts[point] for point in POINTS), median(given))


def _part(key: str, said: Sequence[Said]) -> Part:
    n, share = _share(said)
    items = [_item(name, said) for name in ITEMS]
    return Part(
        key,
        len(said),
        share if n >= FEWEST_FOR_A_STRATUM else None,
        tuple(item.median if item.n >= FEWEST_FOR_A_STRATUM else None for item in items),
    )


def summarise(said: Sequence[Said]) -> Handled:
    """Count what was said: the share solved (only "yes" is) with Wilson's interval, points per item, parts."""
    counts = Counter(one.solved for one in said if one.solved)
    return Handled(
        said=said,
        solved={choice: counts[choice] for choice in Solved.values},
        share=_share(said)[1],
        items=[_item(name, said) for name in ITEMS],
        parts=[
            _part(key, [one for one in said if belongs(one.case)])
            for key, belongs in STRATA.items()
        ],
    )
