"""Whether a corrective action worked: the same cause after the fix beside the same span before it."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import comb

LONGEST = 365  # days on either side of the fix
EXACT = 1_000  # above this many complaints the exact sum is not needed to see a difference


@dataclass(frozen=True)
class Spans:
    """Two stretches of equal length, days included: before the day of the fix, and from it on."""

    before: tuple[date, date]
    after: tuple[date, date]
    days: int


def spans(done_on: date, today: date) -> Spans | None:
    """Return the spans to compare, at most a year each; None before a whole day has passed.

    The day of the fix belongs to the time after it; today is not over and stays out.
    """
    days = min((today - done_on).days, LONGEST)
    if days < 1:
        return None
    return Spans(
        (done_on - timedelta(days=days), done_on - timedelta(days=1)),
        (done_on, done_on + timedelta(days=days - 1)),
        days,
    )


@dataclass(frozen=True)
class Recurrence:
    """Complaints of a cause in two spans of equal length."""

    before: int
    after: int
    days: int

    @property
    def change(self) -> Fraction | None:
        """Return (after − before) ÷ before in percent, or None when there were none before."""
        return Fraction(100 * (self.after - self.before), self.before) if self.before else None

    @property
    def chance(self) -> Fraction | None:
        """Return how likely a difference at least this large is when nothing changed; None without any.

        Given their sum, each complaint then falls in either span with probability one half: the exact
        conditional test of two Poisson counts (Przyborowski and Wilenski, 1940), two-sided.
        """
        total, least = self.before + self.after, min(self.before, self.after)
        if total == 0:
            return None
        if total > EXACT:
            return Fraction(0) if abs(self.before - self.after) > 4 * total**0.5 else Fraction(1)
        tail = sum(comb(total, k) for k in range(least + 1))
        return min(Fraction(1), Fraction(2 * tail, 2**total))

    @property
    def shows_change(self) -> bool:
        """Tell whether the difference is demonstrable (p < .05)."""
        return self.chance is not None and self.chance < Fraction(1, 20)
