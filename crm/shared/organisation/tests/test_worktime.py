"""The working-time maths, with the worked examples of the domain and its general properties."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.organisation.dutch_holidays import dutch_holidays
from crm.shared.organisation.worktime import NoWorkingTime, WorkCalendar, merge

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = WorkCalendar.weekdays(closed=dutch_holidays(2026) | dutch_holidays(2027))
SPLIT = WorkCalendar.weekdays([(time(9), time(12, 30)), (time(13, 30), time(17, 30))])


def at(day, month, hour, minute=0, year=2026):
    """Return a moment in Amsterdam."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


def hours(amount):
    """Return a duration in hours."""
    return timedelta(hours=amount)


def test_kings_day_on_monday_is_not_working_time():
    """Friday 16:00 to 17:00 is 1 h, Monday is closed, the other 3 h end on Tuesday at 12:00."""
    assert OFFICE.add_working_time(at(24, 4, 16), hours(4)) == at(28, 4, 12)


def test_a_pause_moves_the_due_moment_by_the_working_time_in_it():
    """Friday 16:00 to 16:30 is 0.5 h; from Tuesday 09:30 the other 3.5 h end at 13:00."""
    pause = (at(24, 4, 16, 30), at(28, 4, 9, 30))
    assert OFFICE.add_working_time(at(24, 4, 16), hours(4), pauses=[pause]) == at(28, 4, 13)


def test_the_end_of_a_window_is_inclusive():
    """From Saturday, 8 h are used up exactly at Monday's closing time, not on Tuesday morning."""
    assert OFFICE.add_working_time(at(2, 5, 10), hours(8)) == at(4, 5, 17)


def test_several_windows_a_day_are_counted_apart():
    """12:45 lies in the lunch break; 13:30 to 17:30 is 4 h."""
    assert SPLIT.add_working_time(at(8, 6, 12, 45), hours(4)) == at(8, 6, 17, 30)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (1, at(23, 11, 16, 30)),
        (3, at(25, 11, 16, 30)),
        (5, at(27, 11, 16, 30)),
        (10, at(4, 12, 16, 30)),
    ],
)
def test_working_days_of_eight_hours_from_friday_afternoon(days, due):
    """Received Friday 20 November 2026 at 16:30: each target ends at 16:30 on a later day."""
    assert OFFICE.add_working_time(at(20, 11, 16, 30), hours(8 * days)) == due


def test_nothing_to_wait_for_is_due_at_once():
    assert OFFICE.add_working_time(at(2, 5, 10), hours(0)) == at(2, 5, 10)


def test_a_night_window_over_the_spring_clock_change_is_an_hour_shorter():
    """On Sunday 29 March 2026 the clock jumps from 02:00 to 03:00: 00:00 to 06:00 is 5 hours."""
    nights = WorkCalendar({6: [(time(0), time(6))]})
    assert nights.working_time_between(at(29, 3, 0), at(29, 3, 12)) == hours(5)
    assert nights.add_working_time(at(29, 3, 0), hours(3)) == at(29, 3, 4)


def test_a_night_window_over_the_autumn_clock_change_is_an_hour_longer():
    """On Sunday 25 October 2026 the hour from 02:00 comes twice: 00:00 to 06:00 is 7 hours."""
    nights = WorkCalendar({6: [(time(0), time(6))]})
    assert nights.working_time_between(at(25, 10, 0), at(25, 10, 12)) == hours(7)


def test_a_window_may_end_at_midnight():
    shop = WorkCalendar({0: [(time(18), time(0))]})
    assert shop.working_time_between(at(8, 6, 12), at(9, 6, 12)) == hours(6)


def test_overlapping_windows_are_counted_once():
    shop = WorkCalendar({0: [(time(9), time(13)), (time(12), time(17))]})
    assert shop.working_time_between(at(8, 6, 0), at(9, 6, 0)) == hours(8)


def test_a_calendar_that_never_opens_says_so():
    with pytest.raises(NoWorkingTime):
        WorkCalendar({}).add_working_time(at(8, 6, 9), hours(1))
    with pytest.raises(NoWorkingTime):
        WorkCalendar({}).next_business_day(date(2026, 6, 8))


def test_business_days_skip_weekends_and_holidays():
    assert OFFICE.next_business_day(date(2026, 4, 24)) == date(2026, 4, 28)
    assert OFFICE.add_business_days(date(2026, 4, 24), 2) == date(2026, 4, 29)
    assert OFFICE.business_days_between(date(2026, 4, 24), date(2026, 4, 29)) == 2
    assert not OFFICE.is_business_day(date(2026, 4, 27))


def test_an_explanation_has_a_line_per_day_and_adds_up():
    """The example with a pause: 0.5 h on Friday, nothing until Monday, 3.5 h on Tuesday."""
    pause = (at(24, 4, 16, 30), at(28, 4, 9, 30))
    lines = OFFICE.explain(at(24, 4, 16), at(28, 4, 13), pauses=[pause])
    assert [(line.day.day, line.counted, line.paused) for line in lines] == [
        (24, hours(0.5), hours(0.5)),
        (25, hours(0), hours(0)),
        (26, hours(0), hours(0)),
        (27, hours(0), hours(0)),
        (28, hours(3.5), hours(0.5)),
    ]
    assert lines[3].closed_for == "King's Day"
    assert [line.is_open for line in lines] == [True, False, False, False, True]
    assert sum((line.counted for line in lines), timedelta(0)) == hours(4)


def test_a_snapshot_brings_back_the_same_calendar():
    content = SPLIT.snapshot(since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert WorkCalendar.from_snapshot(content).windows == SPLIT.windows
    kept = OFFICE.snapshot(since=date(2026, 12, 1), until=date(2027, 1, 31))["closed"]
    assert list(kept) == ["2026-12-25", "2026-12-26", "2027-01-01"]


def test_merging_joins_touching_intervals_and_drops_empty_ones():
    first, second, third = at(8, 6, 9), at(8, 6, 10), at(8, 6, 11)
    assert merge([(second, third), (first, second), (third, third)]) == [(first, third)]


# -- properties ---------------------------------------------------------------------------------

MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2027, 6, 30), timezones=st.just(UTC)
)
AMOUNTS = st.integers(min_value=1, max_value=400 * 60).map(
    lambda minutes: timedelta(minutes=minutes)
)
LENGTHS = st.integers(min_value=0, max_value=20 * 24 * 60).map(lambda n: timedelta(minutes=n))
PAUSES = st.lists(st.tuples(MOMENTS, LENGTHS).map(lambda p: (p[0], p[0] + p[1])), max_size=4)
HALF_HOURS = st.lists(
    st.integers(min_value=0, max_value=47), min_size=2, max_size=6, unique=True
).map(sorted)


@st.composite
def calendars(draw):
    """Draw a calendar with one to three windows on some weekdays and a few closed days."""
    windows = {}
    for day in draw(st.sets(st.integers(min_value=0, max_value=6), min_size=1)):
        ticks = [time(n // 2, 30 * (n % 2)) for n in draw(HALF_HOURS)]
        windows[day] = list(zip(ticks[::2], ticks[1::2], strict=False))
    closed = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 6, 30)), max_size=12))
    return WorkCalendar(windows, dict.fromkeys(closed, "closed"))


@given(calendars(), MOMENTS, MOMENTS, MOMENTS)
def test_working_time_is_additive(calendar, one, two, three):
    a, b, c = sorted((one, two, three))
    parts = calendar.working_time_between(a, b) + calendar.working_time_between(b, c)
    assert parts == calendar.working_time_between(a, c)


@given(calendars(), MOMENTS, AMOUNTS, PAUSES)
def test_working_time_until_due_is_the_target(calendar, start, amount, pauses):
    due = calendar.add_working_time(start, amount, pauses=pauses)
    assert calendar.working_time_between(start, due, pauses=pauses) == amount
    instant = timedelta(microseconds=1)
    assert calendar.working_time_between(start, due - instant, pauses=pauses) < amount


@given(calendars(), MOMENTS, MOMENTS, AMOUNTS, AMOUNTS, PAUSES)
def test_due_is_monotone_in_start_and_in_target(calendar, one, other, less, more, pauses):
    early, late = sorted((one, other))
    less, more = sorted((less, more))
    assert calendar.add_working_time(early, less, pauses=pauses) <= calendar.add_working_time(
        late, less, pauses=pauses
    )
    assert calendar.add_working_time(early, less, pauses=pauses) <= calendar.add_working_time(
        early, more, pauses=pauses
    )


@given(calendars(), MOMENTS, AMOUNTS, PAUSES)
def test_a_pause_never_moves_due_earlier(calendar, start, amount, pauses):
    without = calendar.add_working_time(start, amount)
    assert without <= calendar.add_working_time(start, amount, pauses=pauses)


@given(calendars(), MOMENTS, AMOUNTS, PAUSES)
def test_a_pause_after_due_changes_nothing(calendar, start, amount, pauses):
    due = calendar.add_working_time(start, amount)
    later = [(begin, end) for begin, end in pauses if begin >= due]
    assert calendar.add_working_time(start, amount, pauses=later) == due


@given(calendars(), MOMENTS, AMOUNTS, PAUSES)
def test_the_explanation_always_adds_up(calendar, start, amount, pauses):
    due = calendar.add_working_time(start, amount, pauses=pauses)
    lines = calendar.explain(start, due, pauses=pauses)
    assert sum((line.counted for line in lines), timedelta(0)) == amount


@given(MOMENTS, AMOUNTS, st.sampled_from(["UTC", "Europe/Amsterdam", "Pacific/Auckland"]))
def test_the_zone_a_moment_is_written_in_does_not_matter(start, amount, zone):
    moved = start.astimezone(ZoneInfo(zone))
    assert OFFICE.add_working_time(start, amount) == OFFICE.add_working_time(moved, amount)
