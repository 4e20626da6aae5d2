"""Days in the organisation's zone as moments in UTC."""

from datetime import UTC, date, datetime

import pytest

from crm.shared.localtime import day_end, day_start


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2026, 11, 17), datetime(2026, 11, 16, 23), datetime(2026, 11, 17, 23)),
        (date(2026, 3, 29), datetime(2026, 3, 28, 23), datetime(2026, 3, 29, 22)),  # an hour less
    ],
)
def test_a_day_begins_and_ends_at_local_midnight(day, start, end):
    assert day_start(day) == start.replace(tzinfo=UTC)
    assert day_end(day) == end.replace(tzinfo=UTC)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_has_moments_too(day):
    """A filter from 1-1-0001, or until 31-12-9999, is strange and no error."""
    assert abs(day_start(day).astimezone(UTC).year - day.year) <= 1
    assert abs(day_end(day).astimezone(UTC).year - day.year) <= 1
