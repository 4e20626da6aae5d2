"""Check that a follow-up is due in 48 hours of business days."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.followups.due import due_at

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def weekday(day):
    return day.weekday() < 5


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-13 10:00", "2026-11-17 10:00"),  # Fri: 14 h, Mon 24 h, Tue 10 h
        ("2026-11-14 15:00", "2026-11-18 00:00"),  # Sat: counts from Mon 00:00
        ("2026-11-16 00:00", "2026-11-18 00:00"),  # Mon and Tue in full
        ("2026-10-23 12:00", "2026-10-27 12:00"),  # the clock goes back on Sunday 25-10
        ("2026-03-27 12:00", "2026-03-31 12:00"),  # the clock goes forward on Sunday 29-03
    ],
)
def test_two_days_of_business_hours(start, due):
    found = due_at(local(start), hours=48, is_business_day=weekday, zone=AMSTERDAM)
    assert found == local(due)


def test_holidays_do_not_count():
    """King's Day Mon 27-04-2026: Fri 24-04 16:00 has 8 h, Tue 24 h, Wed 16 h."""
    found = due_at(
        local("2026-04-24 16:00"),
        hours=48,
        is_business_day=lambda day: weekday(day) and (day.month, day.day) != (4, 27),
        zone=AMSTERDAM,
    )
    assert found == local("2026-04-29 16:00")


def test_the_day_is_the_organisations_day():
    """Sun 23:30 UTC is already Monday 00:30 in Amsterdam."""
    start = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    found = due_at(start, hours=24, is_business_day=weekday, zone=AMSTERDAM)
    assert found == local("2026-11-17 00:30")


def test_a_calendar_without_business_days_is_refused():
    with pytest.raises(ValueError, match="business day"):
        due_at(
            local("2026-11-16 00:00"), hours=1, is_business_day=lambda day: False, zone=AMSTERDAM
        )


@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1)),
    st.integers(1, 300),
    st.integers(1, 300),
)
def test_adding_in_two_steps_is_adding_once(start, one, two):
    def add(moment, hours):
        return due_at(moment, hours=hours, is_business_day=weekday, zone=AMSTERDAM)

    start = start.replace(tzinfo=AMSTERDAM)
    assert add(add(start, one), two) == add(start, one + two)
    assert add(start, one).replace(tzinfo=None) - start.replace(tzinfo=None) >= timedelta(hours=one)
