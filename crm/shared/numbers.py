"""Rounding and shares: from counts, once, half away from zero."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction


def as_decimal(value: Number) -> Decimal:
    """Return a number as Decimal; a fraction with 34 significant digits."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    if isinstance(value, float):
        return Decimal(repr(value))
    return Decimal(value)


def round_half_up(value: Number, places: int = 0) -> Decimal:
    """Round half away from zero to a number of decimals; never returns −0.

    >>> round_half_up(Decimal("12.5")), round_half_up(Decimal("-12.5"))
    (Decimal('13'), Decimal('-13'))
    """
    rounded = as_decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def percentage(part: Number, whole: Number) -> Decimal | None:
    """Return part ÷ whole in percent, unrounded; None for an empty denominator."""
    if not whole:
        return None
    return as_decimal(part) * 100 / as_decimal(whole)
