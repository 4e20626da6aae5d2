"""The stretch of days a calendar page shows, and where "previous" and "next" lead. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
AGENDA_DAYS = 30
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both shown; `previous`, `next` are a day in the stretch beside it."""

    first: date
    last: date
    previous: date
    next: date

    @property
    def days(self) -> list[date]:
        """Return every day."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def weeks(self) -> list[list[date]]:
        """Return the days per week, Monday first; for stretches of whole weeks."""
        days = self.days
        return [days[n : n + 7] for n in range(0, len(days), 7)]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def next_month(day: date) -> date:
    """Return the first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month(day: date) -> Span:
    """Return the whole weeks that hold a day's month."""
    first, after = day.replace(day=1), next_month(day)
    last = after - timedelta(days=1)
    return Span(
        monday_of(first),
        monday_of(last) + timedelta(days=6),
        (first - timedelta(days=1)).replace(day=1),
        after,
    )


def week(day: date) -> Span:
    """Return a day's week from Monday to Sunday."""
    first = monday_of(day)
    return Span(first, first + timedelta(days=6), first - WEEK, first + WEEK)


def agenda(day: date) -> Span:
    """Return thirty days from a day on."""
    step = timedelta(days=AGENDA_DAYS)
    return Span(day, day + step - timedelta(days=1), day - step, day + step)


def read_day(text: str, today: date) -> date:
    """Read a day from the address; nonsense and far away days are today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if EARLIEST <= day <= LATEST else today
