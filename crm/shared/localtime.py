"""Days and moments in the organisation's time zone; stored times are UTC."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

FIRST = date.min + timedelta(days=1)  # the day whose moments exist in UTC too


def zone() -> ZoneInfo:
    """Return the organisation's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def local_date(now: datetime) -> date:
    """Return the calendar day of a moment in the organisation's zone."""
    return now.astimezone(zone()).date()


def at_local(day: date, clock: time) -> datetime:
    """Return the aware moment of a local clock time; a skipped hour moves forward (PEP 495)."""
    return datetime.combine(day, clock, tzinfo=zone())


def day_start(day: date) -> datetime:
    """Return the first moment of a local day; of the first day there is, that of the second."""
    return at_local(max(day, FIRST), time.min)


def day_end(day: date) -> datetime:
    """Return the first moment after a local day; of the last day there is, its own first."""
    return day_start(day + timedelta(days=1) if day < date.max else day)
