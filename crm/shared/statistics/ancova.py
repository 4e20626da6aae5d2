"""Analysis of covariance of two groups with one covariate: what a group adds from the same start.

Source: Fisher (1932), "Statistical Methods for Research Workers", §49.1; the standard error follows Cochran (1957),
"Analysis of covariance: its nature and uses".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from crm.shared.statistics.distributions import student_quantile, two_sided_student_p
from crm.shared.statistics.intervals import CONFIDENCE, Estimate

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ancova:
    """Holds the adjusted difference τ with its interval, the pooled slope b, standard error, df = n − 3 and p."""

    effect: Estimate
    slope: float
    error: float
    df: int
    p: float | None


def _sums(pairs: Sequence[Pair]) -> tuple[float, float, float, float, float]:
    """Return the means of before and after, and the sums Σxx, Σxy, Σyy about them."""
    x, y = fmean(b for b, _ in pairs), fmean(a for _, a in pairs)
    return (
        x,
        y,
        sum((b - x) ** 2 for b, _ in pairs),
        sum((b - x) * (a - y) for b, a in pairs),
        sum((a - y) ** 2 for _, a in pairs),
    )


def ancova(
    treated: Sequence[Pair], control: Sequence[Pair], confidence: float = CONFIDENCE
) -> Ancova | None:
    """Compare (before, after) pairs of two groups from the same start.

    τ = (ȳT − ȳC) − b(x̄T − x̄C), b = pooled within-group slope, SE = √(MSE(1/nT + 1/nC + (x̄T − x̄C)²/SSx)).
    None when a group is empty, there are fewer than four pairs, or every start within its group is the same.
    """
    n = len(treated) + len(control)
    if not treated or not control or n < 4:
        return None
    xt, yt, xxt, xyt, yyt = _sums(treated)
    xc, yc, xxc, xyc, yyc = _sums(control)
    xx, xy, yy = xxt + xxc, xyt + xyc, yyt + yyc
    if xx <= 0:
        return None
    slope, df = xy / xx, n - 3
    effect = (yt - yc) - slope * (xt - xc)
    left_over = max(yy - slope * xy, 0.0)
    error = math.sqrt(left_over / df * (1 / len(treated) + 1 / len(control) + (xt - xc) ** 2 / xx))
    half = student_quantile((1 + confidence) / 2, df) * error
    return Ancova(
        Estimate(effect, effect - half, effect + half, n),
        slope,
        error,
        df,
        two_sided_student_p(effect / error, df) if error else None,
    )
