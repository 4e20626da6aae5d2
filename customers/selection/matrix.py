"""Where an account stands: attractiveness against the strength of the relationship (`domain.md` §6)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.numbers import as_decimal, percentage

LOW, HIGH = 1, 5
STRONG = Decimal(3)  # counts as high from here
FULL = 100  # per cent: the weights of an axis


class Axis(models.TextChoices):
    """The two sides of the matrix."""

    ATTRACTIVENESS = "attractiveness", _("Attractiveness")
    RELATIONSHIP = "relationship", _("Strength of the relationship")


class Quadrant(models.TextChoices):
    """What we do with the accounts of a quadrant."""

    INVEST = "invest", _("Invest")
    DEVELOP = "develop", _("Develop")
    MAINTAIN = "maintain", _("Maintain")
    MINIMAL = "minimal", _("Minimal")


def weighted_mean(scores: Mapping[int, int], weights: Mapping[int, int]) -> Decimal | None:
    """Return the weighted mean of scores 1 to 5; weights in percent.

    None when a criterion that counts has no score. Raises ValueError when the weights are not 100 % together.

    >>> weighted_mean({1: 4, 2: 3, 3: 5, 4: 2}, {1: 30, 2: 25, 3: 25, 4: 20})
    Decimal('3.6')
    """
    if sum(weights.values()) != FULL:
        raise ValueError(f"The weights are {sum(weights.values())} % together.")
    counting = {key: weight for key, weight in weights.items() if weight}
    if not counting.keys() <= scores.keys():
        return None
    return as_decimal(Fraction(sum(scores[key] * weight for key, weight in counting.items()), FULL))


def quadrant(attractiveness: Decimal, relationship: Decimal) -> Quadrant:
    """Return the quadrant of two means; 3.0 and more is high."""
    if attractiveness >= STRONG:
        return Quadrant.INVEST if relationship >= STRONG else Quadrant.DEVELOP
    return Quadrant.MAINTAIN if relationship >= STRONG else Quadrant.MINIMAL


def share_of_wallet(ours: Decimal, spend: Decimal) -> Decimal | None:
    """Return our sales ÷ the customer's spend in percent; None without a spend.

    >>> share_of_wallet(Decimal(60_000), Decimal(150_000))
    Decimal('40')
    """
    return percentage(ours, spend)
