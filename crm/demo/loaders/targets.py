"""Load the sales targets of three years: per account manager and for one team as a whole."""

from decimal import Decimal

from crm.demo.content.targets import GROWTH, SHAPE, TEAM_TARGETS, YEAR_TARGETS
from crm.demo.history import History
from customers.forecast.targets import Grid, save_targets


def load(history: History) -> None:
    """Set targets as a manager did at the turn of each year; two quiet summer months."""
    boss, this = history.users["joost"], history.today.year
    for year in (this - 1, this, this + 1):
        factor = (Decimal(100) + GROWTH * (year - this)) / 100
        grid: Grid = {}
        for username, amount in YEAR_TARGETS.items():
            grid["user", history.users[username].pk] = _months(amount * factor)
        for key, amount in TEAM_TARGETS.items():
            grid["team", history.teams[key].pk] = _months(amount * factor)
        save_targets(year, grid, version=0, by=boss)


def _months(amount: Decimal) -> dict[int, Decimal]:
    """Divide a year over months by their weight, in hundreds of euros."""
    whole = sum(SHAPE)
    return {
        month: Decimal(round(amount * weight / whole / 100) * 100)
        for month, weight in enumerate(SHAPE, start=1)
    }
