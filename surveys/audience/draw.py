"""Draw a sample and spread people over days: the same people and days for the same seed, always.

The draw of a person is (id·48271 + seed·7919)³ modulo the prime 65537. Cubing is one-to-one there,
because 3 does not divide 65536; so the draws of people with ids in a row are well mixed and every value
comes up equally often. The database computes the same number.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, ExpressionWrapper, F

PRIME, FACTOR, STEP = 65537, 48271, 7919
SPREAD_SALT = 101  # the day of a person is drawn apart from being in the sample


def draw(person: int, seed: int) -> int:
    """Return the draw of a person: a whole number from 0 to 65536."""
    x = (person * FACTOR + seed * STEP) % PRIME
    return x * x % PRIME * x % PRIME


def draw_in_database(column: str, seed: int) -> Any:
    """Return the same draw as an expression on a column of ids."""
    x = (F(column) * FACTOR + (seed * STEP) % PRIME) % PRIME
    return ExpressionWrapper((x * x % PRIME) * x % PRIME, output_field=BigIntegerField())


def drawn_below(percent: int) -> int:
    """Return the number below which a draw is in a sample of so many percent."""
    return -(-PRIME * percent // 100)


def day_of(person: int, seed: int, days: Sequence[date]) -> date:
    """Return the day on which a person is asked, out of the days of a wave."""
    return days[draw(person, seed + SPREAD_SALT) * len(days) // PRIME]
