"""Other honest ways to look at the same answers: per account, by revenue, with the silent, at equal mix."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from surveys.nps.score import (
    FEWEST_FOR_A_SCORE,
    SIGNIFICANT,
    Z_80_POWER,
    Z_95,
    Counts,
    Interval,
    adjusted,
)

# Rocks (2016): as if three more accounts had answered, of +1, 0 and −1, together three
_EXTRA, _EXTRA_SQUARES = 3.0, 1.5


@dataclass(frozen=True, slots=True)
class Sums:
    """Hold the sums over accounts from which a weighted NPS follows.

    x is an account's mean of −1, 0 and +1 over its answers, w its weight (1, or its revenue).
    """

    n: int = 0
    w: float = 0.0
    wx: float = 0.0
    w2: float = 0.0
    w2x: float = 0.0
    w2x2: float = 0.0

    @classmethod
    def of(cls, accounts: Mapping[Any, tuple[float, float]]) -> "Sums":
        """Add up accounts given as {account: (x, w)}; weights of nothing do not count."""
        rows = [(x, w) for x, w in accounts.values() if w > 0]
        return cls(
            n=len(rows),
            w=sum(w for _x, w in rows),
            wx=sum(w * x for x, w in rows),
            w2=sum(w * w for _x, w in rows),
            w2x=sum(w * w * x for x, w in rows),
            w2x2=sum(w * w * x * x for x, w in rows),
        )

    @property
    def nps(self) -> float | None:
        """Give the NPS in points; None without accounts."""
        return 100 * self.wx / self.w if self.n and self.w else None

    @property
    def interval(self) -> Interval | None:
        """Give the 95 % interval: adjusted Wald with the variance of a weighted mean.

        With equal weights and one answer an account it is exactly that of `score.interval`.
        """
        if not self.n or not self.w:
            return None
        each = self.w / self.n
        total = self.w + _EXTRA * each
        centre = self.wx / total
        squares = self.w2x2 - 2 * centre * self.w2x + centre * centre * self.w2
        squares += each * each * (_EXTRA_SQUARES + _EXTRA * centre * centre)
        half = Z_95 * math.sqrt(squares) / total
        return Interval(100 * max(centre - half, -1.0), 100 * min(centre + half, 1.0))


def bounds_with_silent(counts: Counts, silent: int) -> tuple[Fraction, Fraction] | None:
    """Give the NPS if all who stayed silent were detractors, and if all were promoters."""
    everybody = counts.n + silent
    if not counts.n:
        return None
    return (
        Fraction(100 * (counts.promoters - counts.detractors - silent), everybody),
        Fraction(100 * (counts.promoters - counts.detractors + silent), everybody),
    )


@dataclass(frozen=True, slots=True)
class MixAdjusted:
    """Hold the change at equal mix: as if each group had been as large before as it is now."""

    before: float
    after: float
    p: float
    covered: int  # answers of now in groups with enough answers on both sides
    of: int
    detectable: float

    @property
    def change(self) -> float:
        """Give the change in points."""
        return self.after - self.before

    @property
    def significant(self) -> bool:
        """Tell whether chance alone seldom gives a change this large."""
        return self.p < SIGNIFICANT


def mix_adjusted(before: Mapping[str, Counts], after: Mapping[str, Counts]) -> MixAdjusted | None:
    """Compare two periods at the mix of the second one (direct standardisation).

    Groups with fewer than 5 answers on either side stay out; None when no group is left. The test
    weighs the adjusted counts of each group by its share of the answers now.
    """
    empty = Counts()
    used = {
        key: (before.get(key, empty), group)
        for key, group in after.items()
        if min(group.n, before.get(key, empty).n) >= FEWEST_FOR_A_SCORE
    }
    covered = sum(group.n for _old, group in used.values())
    if not covered:
        return None
    points, centre, variance = [0.0, 0.0], 0.0, 0.0
    for old, new in used.values():
        share = new.n / covered
        for place, counts in enumerate((old, new)):
            points[place] += share * 100 * (counts.promoters - counts.detractors) / counts.n
        (old_mean, old_variance), (new_mean, new_variance) = adjusted(old), adjusted(new)
        centre += share * (new_mean - old_mean)
        variance += share * share * (old_variance + new_variance)
    error = math.sqrt(variance)
    return MixAdjusted(
        before=points[0],
        after=points[1],
        p=math.erfc(abs(centre / error) / math.sqrt(2)),
        covered=covered,
        of=sum(group.n for group in after.values()),
        detectable=100 * (Z_95 + Z_80_POWER) * error,
    )
