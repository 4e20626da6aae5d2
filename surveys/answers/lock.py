"""Decide until when an answer can be changed."""

from datetime import datetime, timedelta


def locks_at(confirmed_at: datetime, closes_at: datetime | None, lock_days: int) -> datetime:
    """Give the moment of the lock: lock_days after the first confirmation, or closing if sooner."""
    lock = confirmed_at + timedelta(days=lock_days)
    return min(lock, closes_at) if closes_at else lock


def may_change(locked_at: datetime, now: datetime) -> bool:
    """Tell whether an answer can still be changed."""
    return now < locked_at


def month_number(year: int, month: int) -> int:
    """Count months since year 0, so that periods of months are plain comparisons."""
    return year * 12 + month - 1


def month_of(number: int) -> tuple[int, int]:
    """Turn a month number back into year and month."""
    return number // 12, number % 12 + 1
