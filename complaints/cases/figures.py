"""The figures of complaint handling, as pure functions over counts and durations (domain.md §7).

Nothing here rounds; rounding happens once, at display. An empty denominator gives None.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class InTime:
    """Holds how many terms were met and how many were breached."""

    met: int
    breached: int

    @property
    def total(self) -> int:
        """Return the number of terms that were decided either way."""
        return self.met + self.breached

    @property
    def share(self) -> Fraction | None:
        """Return met ÷ (met + breached), or None without any."""
        return Fraction(self.met, self.total) if self.total else None


def in_time(clocks: Iterable[tuple[bool, bool]]) -> InTime:
    """Count (completed, breached) pairs: open but overdue counts as breached, open in time not at all."""
    met = breached = 0
    for completed, late in clocks:
        if late:
            breached += 1
        elif completed:
            met += 1
    return InTime(met, breached)


def per_hundred(complaints: int, customers: int) -> Fraction | None:
    """Return the complaints per 100 customers, or None without customers."""
    return Fraction(100 * complaints, customers) if customers else None


def cost_per_case(total: Decimal, cases: int) -> Decimal | None:
    """Return the cost of remedies per case, or None without cases."""
    return total / cases if cases else None
