"""The sums of sales management (`domain.md` §11): pure, unrounded unless said otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

Number = int | Decimal | Fraction


def _exact(value: Number) -> Fraction:
    """Return a number as a fraction, so that nothing is lost on the way."""
    return Fraction(value)


def break_even_units(fixed: Number, price: Number, variable: Number) -> Fraction | None:
    """Return fixed ÷ (price − variable), the units to sell; None is "never"."""
    margin = _exact(price) - _exact(variable)
    return _exact(fixed) / margin if margin > 0 else None


def extra_volume(margin: Number, discount: Number) -> Fraction | None:
    """Return how much more to sell after a discount, in percent of now; both are % of the price.

    x ÷ (CM − x); None is "impossible": the discount eats the whole contribution margin.
    """
    cm, x = _exact(margin), _exact(discount)
    if x < 0 or cm <= 0:
        raise ValueError("A discount is 0 or more, a margin above 0.")
    return x * 100 / (cm - x) if x < cm else None


@dataclass(frozen=True)
class Segment:
    """A class of accounts: how many, visits a year each, hours a visit."""

    accounts: int
    visits: Number
    hours: Number


def workload(
    segments: Iterable[Segment], *, days: Number, hours: Number, selling_share: Number
) -> tuple[Fraction, int]:
    """Return how many representatives the visits take: exactly, and rounded up to whole people.

    Σ accounts × visits × hours ÷ (days × hours a day × selling share). Raises ValueError without hours.
    """
    available = _exact(days) * _exact(hours) * _exact(selling_share)
    if available <= 0:
        raise ValueError("A representative needs selling hours.")
    needed = sum((s.accounts * _exact(s.visits) * _exact(s.hours) for s in segments), Fraction(0))
    exact = needed / available
    return exact, ceil(exact)
