"""Whole months: a sales year is a calendar year."""

from datetime import date, timedelta


def months_back(today: date, months: int) -> date:
    """Return the first day of the month that lies so many months before today's."""
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def last_day(first: date) -> date:
    """Return the last day of the month a day lies in."""
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def months_of(year: int) -> list[date]:
    """Return the first day of each month of a calendar year."""
    return [date(year, month, 1) for month in range(1, 13)]
