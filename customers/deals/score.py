"""The figures of a pipeline (`domain.md` §5), from counts and sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from crm.shared.numbers import percentage


def weighted(deals: Iterable[tuple[Decimal, int]]) -> Decimal:
    """Return Σ amount × probability (in percent).

    >>> weighted([(Decimal(20_000), 10), (Decimal(50_000), 40), (Decimal(30_000), 75)])
    Decimal('44500')
    """
    return sum((amount * probability for amount, probability in deals), Decimal(0)) / 100


def win_rate(won: int, lost: int) -> Decimal | None:
    """Return won ÷ (won + lost) in percent, open deals left out; None without a decision."""
    return percentage(won, won + lost)


def velocity(
    open_deals: int, mean_amount: Decimal | None, won: int, lost: int, cycle_days: Decimal | None
) -> Decimal | None:
    """Return open × mean amount × win rate ÷ cycle days: money a day; None when unknown."""
    if mean_amount is None or not cycle_days or not won + lost:
        return None
    return open_deals * mean_amount * won / (won + lost) / cycle_days


def coverage(open_amount: Decimal, target: Decimal, won_amount: Decimal) -> Decimal | None:
    """Return open ÷ (target − won); None when the target is reached."""
    return open_amount / (target - won_amount) if target > won_amount else None


@dataclass(frozen=True)
class PipelineFigures:
    """Counts and sums of a set of deals; amounts in the organisation's currency."""

    open: int = 0
    open_amount: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    won: int = 0
    won_amount: Decimal = Decimal(0)
    lost: int = 0
    lost_amount: Decimal = Decimal(0)

    @property
    def decided(self) -> int:
        """Return how many were won or lost."""
        return self.won + self.lost

    @property
    def win_rate(self) -> Decimal | None:
        """Return won ÷ (won + lost) in percent, unrounded."""
        return win_rate(self.won, self.lost)
