"""Intervals of shares and means.

Sources: Wilson (1927) for one share; Newcombe (1998), "Interval estimation for the difference between independent
proportions", method 10, for two; Student (1908) for a mean; Welch (1947) for two means of unequal spread.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from crm.shared.statistics.distributions import (
    normal_quantile,
    student_quantile,
    two_sided_student_p,
)

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """Holds an observed value and its interval; both bounds are NaN when the data cannot give them."""

    value: float
    low: float = math.nan
    high: float = math.nan
    n: int = 0

    @property
    def is_known(self) -> bool:
        """Say whether there is an interval."""
        return not math.isnan(self.low)

    def scaled(self, factor: float) -> "Estimate":
        """Return the same in another unit: × 100 makes percentages of shares."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor, self.n)


def wilson(hits: int, n: int, confidence: float = CONFIDENCE) -> Estimate | None:
    """Return a share (0 to 1) with its Wilson interval; None without observations."""
    if not n:
        return None
    z = normal_quantile((1 + confidence) / 2)
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Estimate(share, max(middle - half, 0.0), min(middle + half, 1.0), n)


def newcombe(
    hits_1: int, n_1: int, hits_2: int, n_2: int, confidence: float = CONFIDENCE
) -> Estimate | None:
    """Return the difference of two shares (first − second) with its hybrid score interval."""
    one, two = wilson(hits_1, n_1, confidence), wilson(hits_2, n_2, confidence)
    if one is None or two is None:
        return None
    difference = one.value - two.value
    return Estimate(
        difference,
        difference - math.hypot(one.value - one.low, two.high - two.value),
        difference + math.hypot(one.high - one.value, two.value - two.low),
        n_1 + n_2,
    )


def mean(values: Sequence[float], confidence: float = CONFIDENCE) -> Estimate | None:
    """Return the mean ± t·s/√n; no interval under two values."""
    n = len(values)
    if not n:
        return None
    middle = fmean(values)
    if n < 2:
        return Estimate(middle, n=n)
    half = student_quantile((1 + confidence) / 2, n - 1) * math.sqrt(variance(values) / n)
    return Estimate(middle, middle - half, middle + half, n)


@dataclass(frozen=True, slots=True)
class Welch:
    """Holds the difference of two means (first − second), its interval, t, degrees of freedom and two-sided p."""

    difference: Estimate
    t: float | None
    df: float | None
    p: float | None


def welch(
    first: Sequence[float], second: Sequence[float], confidence: float = CONFIDENCE
) -> Welch | None:
    """Compare two independent means without assuming equal spread; None when a group is empty."""
    if not first or not second:
        return None
    difference, n = fmean(first) - fmean(second), len(first) + len(second)
    if min(len(first), len(second)) < 2:
        return Welch(Estimate(difference, n=n), None, None, None)
    a, b = variance(first) / len(first), variance(second) / len(second)
    if a + b == 0:
        return Welch(Estimate(difference, difference, difference, n), None, None, None)
    df = (a + b) ** 2 / (a * a / (len(first) - 1) + b * b / (len(second) - 1))
    error = math.sqrt(a + b)
    half = student_quantile((1 + confidence) / 2, df) * error
    return Welch(
        Estimate(difference, difference - half, difference + half, n),
        difference / error,
        df,
        two_sided_student_p(difference / error, df),
    )
