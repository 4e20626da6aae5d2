"""The ABC classes by revenue (`domain.md` §6): few accounts make most of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from crm.shared.numbers import percentage

A_LIMIT, B_LIMIT = 80, 95  # per cent of all revenue; a textbook's, changed at each computation
ORDER = {"": 0, "C": 1, "B": 2, "A": 3}


@dataclass
class Ladder:
    """Gives classes to accounts that come by from the largest revenue down.

    An account is A while the share of all revenue *before* it is below the first limit, B below the second,
    else C. Revenue of 0 and less (credits) counts as 0; without any revenue everybody is C.
    """

    total: Decimal
    a_limit: int = A_LIMIT
    b_limit: int = B_LIMIT
    so_far: Decimal = field(default=Decimal(0), init=False)

    def next(self, revenue: Decimal) -> tuple[str, Decimal]:
        """Return the class of the next account, and the share of revenue before it in percent."""
        before = self.so_far
        self.so_far += max(revenue, Decimal(0))
        if self.total <= 0:
            return "C", Decimal(0)
        share = percentage(before, self.total) or Decimal(0)
        scaled = before * 100
        if scaled < self.a_limit * self.total:
            return "A", share
        return ("B" if scaled < self.b_limit * self.total else "C"), share


def classify(
    accounts: Iterable[tuple[Any, str, Decimal]], a_limit: int = A_LIMIT, b_limit: int = B_LIMIT
) -> Iterator[tuple[Any, str]]:
    """Yield (key, class) of accounts given as (key, name, revenue), the largest first, ties by name."""
    ordered = sorted(accounts, key=lambda row: (-row[2], row[1]))
    ladder = Ladder(sum((max(row[2], Decimal(0)) for row in ordered), Decimal(0)), a_limit, b_limit)
    for key, _name, revenue in ordered:
        yield key, ladder.next(revenue)[0]


def movement(before: str, after: str) -> int:
    """Return how many classes an account rose (above 0) or fell."""
    return ORDER[after] - ORDER[before]
