"""Check when survey mails may leave: opening hours, weekends, holidays, daylight saving."""

from datetime import UTC, date, datetime, time

import pytest

from crm.shared.organisation.worktime import NoWorkingTime, WorkCalendar
from surveys.sending.window import is_open, next_opening

CALENDAR = WorkCalendar.weekdays(closed={date(2026, 12, 25): "Christmas"})


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (at(2026, 11, 17, 12), at(2026, 11, 17, 12)),  # Tuesday 13:00 in Amsterdam: open
        (at(2026, 11, 17, 7, 59), at(2026, 11, 17, 8)),  # 08:59: opens at 09:00
        (at(2026, 11, 17, 16), at(2026, 11, 18, 8)),  # 17:00: closed, the end is outside
        (at(2026, 11, 20, 20), at(2026, 11, 23, 8)),  # Friday evening: Monday
        (at(2026, 12, 24, 18), at(2026, 12, 28, 8)),  # Christmas is on a Friday
        (at(2026, 3, 28, 12), at(2026, 3, 30, 7)),  # summer time began in the night of the 29th
        (at(2026, 10, 24, 12), at(2026, 10, 26, 8)),  # and ended on 25 October
    ],
)
def test_mails_wait_for_the_next_opening(now, opens):
    assert next_opening(now, CALENDAR) == opens
    assert is_open(now, CALENDAR) is (now == opens)


def test_a_break_at_noon_is_kept():
    calendar = WorkCalendar.weekdays(((time(9), time(12)), (time(13), time(17))))
    assert next_opening(at(2026, 11, 17, 11, 30), calendar) == at(2026, 11, 17, 12)


def test_an_organisation_that_never_opens_sends_nothing():
    with pytest.raises(NoWorkingTime):
        next_opening(at(2026, 11, 17, 12), WorkCalendar({}))
