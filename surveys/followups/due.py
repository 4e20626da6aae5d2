"""Decide by when somebody calls a customer who answered."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HOURS_PER_BUSINESS_DAY = 24
LONGEST_SEARCH_DAYS = 3660


def due_at(
    start: datetime, *, hours: int, is_business_day: Callable[[date], bool], zone: ZoneInfo
) -> datetime:
    """Add hours that run day and night on business days only, 24 a day, on the zone's own clock.

    Raises ValueError when no business day is found in ten years. Wall time is counted, so a night
    on which the clock changes has 24 hours like any other.
    """
    clock = start.astimezone(zone).replace(tzinfo=None, fold=0)
    left = timedelta(hours=hours)
    for _day in range(LONGEST_SEARCH_DAYS):
        midnight = datetime.combine(clock.date() + timedelta(days=1), datetime.min.time())
        if is_business_day(clock.date()):
            if left <= midnight - clock:
                return (clock + left).replace(tzinfo=zone)
            left -= midnight - clock
        clock = midnight
    raise ValueError("No business day in ten years: look at the opening hours and holidays.")
