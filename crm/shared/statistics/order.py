"""Quantiles and corrections for looking more than once.

Sources: Hyndman and Fan (1996), definition 7, for quantiles; Holm (1979), "A simple sequentially rejective multiple
test procedure".
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction


def quantile(values: Sequence[float], share: Fraction | float) -> float | None:
    """Return the quantile by linear interpolation: rank share × (n − 1) in the sorted values; None without values."""
    if not values:
        return None
    ordered = sorted(values)
    rank = Fraction(share).limit_denominator(1000) * (len(ordered) - 1)
    below = int(rank)
    above = min(below + 1, len(ordered) - 1)
    weight = float(rank - below)
    return ordered[below] * (1 - weight) + ordered[above] * weight


def median(values: Sequence[float]) -> float | None:
    """Return the 50th percentile."""
    return quantile(values, Fraction(1, 2))


def p90(values: Sequence[float]) -> float | None:
    """Return the 90th percentile."""
    return quantile(values, Fraction(9, 10))


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the adjusted p values in the given order: the smallest × m, the next × (m − 1), never falling."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for place, index in enumerate(order):
        highest = max(highest, min(1.0, p_values[index] * (len(p_values) - place)))
        adjusted[index] = highest
    return adjusted


def quantile_of_counts(counts: Mapping[int, int], share: Fraction | float) -> float | None:
    """Return the quantile of values that come with how often each was seen; as `quantile` of all of them."""
    total = sum(counts.values())
    if not total:
        return None
    rank = Fraction(share).limit_denominator(1000) * (total - 1)
    below = int(rank)
    low = high = 0
    seen = 0
    for value in sorted(counts):
        seen += counts[value]
        if seen - counts[value] <= below < seen:
            low = value
        if seen > min(below + 1, total - 1):
            high = value
            break
    weight = float(rank - below)
    return low * (1 - weight) + high * weight
