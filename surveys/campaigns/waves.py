"""Decide when a wave begins, on which days its mails go out, and when the next wave follows."""

from datetime import date, timedelta
from typing import Any, Protocol

MONTHS_A_YEAR = 12
FORESIGHT_DAYS = 7  # a next wave is ready to be looked at so many days before it begins


class OpenDays(Protocol):
    """Tell on which days the organisation works."""

    def is_business_day(self, day: date) -> bool:
        """Tell whether it opens on that day."""


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month when that day does not exist."""
    number = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(number, MONTHS_A_YEAR)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def next_start(start: date, per_year: int) -> date | None:
    """Return the day on which the next wave begins; None when there is no next one."""
    return months_later(start, MONTHS_A_YEAR // per_year) if per_year else None


def sending_days(survey: Any, *, today: date, calendar: OpenDays) -> list[date]:
    """Return the working days over which a wave sends its mails, in order; never none.

    `spread_days` 0 = all on the first day. A wave that comes back never runs into the next one.
    """
    start = max(survey.starts_on or today, today)
    end = next_start(survey.starts_on or today, survey.per_year) or start + timedelta(days=3650)
    wanted = max(1, survey.spread_days)
    days: list[date] = []
    day = start
    while len(days) < wanted and (day < end or not days):
        if calendar.is_business_day(day) or wanted == 1:
            days.append(day)
        day += timedelta(days=1)
    return days


def wave_name(name: str, wave: int) -> str:
    """Return the name of a wave of a series: the first one's name with the number behind it."""
    ending = f" #{wave}"
    return name[: 120 - len(ending)] + ending
