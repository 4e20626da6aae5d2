"""The normal and Student distributions.

Sources: Abramowitz and Stegun (1964), "Handbook of Mathematical Functions", 26.5 (incomplete beta function) and 26.7
(Student's t); the continued fraction is evaluated by the modified Lentz method (Thompson and Barnett, 1986).
"""

import math
from functools import lru_cache
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-300


def normal_quantile(share: float) -> float:
    """Return z with P(Z ≤ z) = share; share lies strictly between 0 and 1."""
    return _NORMAL.inv_cdf(share)


def two_sided_normal_p(z: float) -> float:
    """Return the two-sided p of a z score."""
    return math.erfc(abs(z) / math.sqrt(2))


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function (26.5.8)."""
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or _TINY)
    value = d
    for m in range(1, 500):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + numerator * d) or _TINY)
            c = (1 + numerator / c) or _TINY
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for 0 ≤ x ≤ 1 and a, b > 0."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def two_sided_student_p(t: float, df: float) -> float:
    """Return P(|T| ≥ |t|) of Student's t with `df` degrees of freedom (26.7.1)."""
    return incomplete_beta(df / (df + t * t), df / 2, 0.5)


@lru_cache(maxsize=4096)
def student_quantile(share: float, df: float) -> float:
    """Return t with P(T ≤ t) = share, by halving; df may be a fraction (Welch)."""
    if share == 0.5:
        return 0.0
    if share < 0.5:
        return -student_quantile(1 - share, df)
    tail = 2 * (1 - share)
    low, high = 0.0, 1.0
    while two_sided_student_p(high, df) > tail:
        low, high = high, high * 2
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if two_sided_student_p(middle, df) > tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2
