"""How old open complaints are, in bands of days."""

from dataclasses import dataclass
from datetime import date, timedelta

# First and last age in days of each band; the last band has no end.
BANDS: tuple[tuple[int, int | None], ...] = (
    (0, 2), (3, 7), (8, 14), (15, 30), (31, 90), (91, None),
)  # fmt: skip


@dataclass(frozen=True)
class Band:
    """One band, and the days of receipt that put a complaint in it today."""

    low: int
    high: int | None
    since: date | None
    until: date


def bands(today: date) -> list[Band]:
    """Return the bands as days of receipt: 0 days old is received today."""
    return [
        Band(
            low,
            high,
            today - timedelta(days=high) if high is not None else None,
            today - timedelta(days=low),
        )
        for low, high in BANDS
    ]


def months(since: date, until: date) -> list[tuple[date, date]]:
    """Return the calendar months of a period as first and last day, cut at its ends."""
    found, first = [], since
    while first <= until:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append((first, min(following - timedelta(days=1), until)))
        first = following
    return found
