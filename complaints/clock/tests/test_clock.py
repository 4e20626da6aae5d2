"""The clocks of a complaint, with the worked examples of the domain."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.clock.clock import Clock, Face, Kind, Stamps, clocks_of, next_due
from complaints.clock.policy import Policy
from crm.shared.organisation.dutch_holidays import dutch_holidays
from crm.shared.organisation.worktime import WorkCalendar

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CALENDAR = WorkCalendar.weekdays(closed=dutch_holidays(2026))
POLICY = Policy(CALENDAR)
LOW, NORMAL, HIGH, CRITICAL = 1, 2, 3, 4


def at(day, month, hour, minute=0):
    """Return a moment of 2026 in Amsterdam."""
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


RECEIVED = at(20, 11, 16, 30)


def clock(clocks, kind):
    """Return the clock of a kind, or None."""
    return next((one for one in clocks if one.kind == kind), None)


def test_acknowledgement_is_due_after_one_working_day():
    """Friday 16:30 plus 8 h: half an hour on Friday, 7.5 h on Monday until 16:30."""
    clocks = clocks_of(POLICY, Stamps(RECEIVED))
    assert clock(clocks, Kind.ACKNOWLEDGE).due == at(23, 11, 16, 30)


@pytest.mark.parametrize(
    ("severity", "due"),
    [
        (None, at(27, 11, 16, 30)),
        (CRITICAL, at(23, 11, 16, 30)),
        (HIGH, at(25, 11, 16, 30)),
        (NORMAL, at(27, 11, 16, 30)),
        (LOW, at(4, 12, 16, 30)),
    ],
)
def test_the_decision_term_follows_severity_and_is_normal_before_assessment(severity, due):
    clocks = clocks_of(POLICY, Stamps(RECEIVED, severity=severity))
    assert clock(clocks, Kind.DECISION).due == due


def test_a_clock_met_at_the_last_moment_is_in_time_and_a_second_later_is_not():
    due = at(23, 11, 16, 30)
    met = clocks_of(POLICY, Stamps(RECEIVED, acknowledged_at=due))[0]
    late = clocks_of(POLICY, Stamps(RECEIVED, acknowledged_at=due + timedelta(seconds=1)))[0]
    assert (met.breached(due), met.face(due)) == (False, Face.MET)
    assert (late.breached(due), late.face(due)) == (True, Face.MET_LATE)


def test_an_open_clock_is_late_after_its_due_moment():
    decision = clock(clocks_of(POLICY, Stamps(RECEIVED, severity=HIGH)), Kind.DECISION)
    assert decision.face(at(24, 11, 9)) == Face.RUNNING
    assert decision.face(at(25, 11, 10, 30)) == Face.SOON  # 18 h of 24 h = 75 %
    assert decision.face(at(25, 11, 16, 30)) == Face.SOON
    assert decision.face(at(25, 11, 16, 31)) == Face.LATE


def test_three_quarters_is_eighteen_of_twenty_four_hours():
    """Friday 0.5 h, Monday 8 h, Tuesday 8 h, Wednesday until 10:30 is 1.5 h: 18 h."""
    decision = clock(clocks_of(POLICY, Stamps(RECEIVED, severity=HIGH)), Kind.DECISION)
    assert decision.share(at(25, 11, 10, 30)) == 0.75
    assert decision.left(at(25, 11, 10, 30)) == timedelta(hours=6)


def test_waiting_pauses_decision_and_update_but_not_the_acknowledgement():
    pause = (at(23, 11, 9), at(24, 11, 9))
    stamps = Stamps(RECEIVED, severity=HIGH, last_update_at=RECEIVED, pauses=[pause])
    clocks = clocks_of(POLICY, stamps)
    assert clock(clocks, Kind.ACKNOWLEDGE).due == at(23, 11, 16, 30)
    assert clock(clocks, Kind.DECISION).due == at(26, 11, 16, 30)
    assert clock(clocks, Kind.UPDATE).due == at(30, 11, 16, 30)
    assert clock(clocks, Kind.DECISION).face(at(23, 11, 12)) == Face.PAUSED
    assert clock(clocks, Kind.DECISION).face(at(24, 11, 9)) == Face.RUNNING


def test_a_pause_after_a_breach_does_not_undo_it():
    pause = (at(26, 11, 9), at(1, 12, 9))
    decision = clock(clocks_of(POLICY, Stamps(RECEIVED, HIGH, pauses=[pause])), Kind.DECISION)
    assert decision.due == at(25, 11, 16, 30)
    assert decision.face(at(27, 11, 12)) == Face.LATE


def test_the_next_update_starts_at_the_last_message_and_ends_with_the_answer():
    stamps = Stamps(RECEIVED, acknowledged_at=at(23, 11, 10), last_update_at=at(23, 11, 10))
    assert clock(clocks_of(POLICY, stamps), Kind.UPDATE).due == at(30, 11, 10)
    answered = Stamps(
        RECEIVED, answered_at=at(24, 11, 9), last_update_at=at(24, 11, 9), acknowledged_at=RECEIVED
    )
    assert clock(clocks_of(POLICY, answered), Kind.UPDATE) is None


def test_a_withdrawn_complaint_keeps_only_the_clocks_that_were_finished():
    ended = at(24, 11, 12)
    assert clocks_of(POLICY, Stamps(RECEIVED, ended_at=ended)) == []
    kept = clocks_of(POLICY, Stamps(RECEIVED, acknowledged_at=RECEIVED, ended_at=ended))
    assert [one.kind for one in kept] == [Kind.ACKNOWLEDGE]


def test_a_reopened_complaint_has_no_second_acknowledgement():
    clocks = clocks_of(POLICY, Stamps(RECEIVED, is_reopened=True))
    assert [one.kind for one in clocks] == [Kind.DECISION]


def test_the_first_running_clock_comes_first():
    clocks = clocks_of(POLICY, Stamps(RECEIVED, severity=LOW))
    assert next_due(clocks).kind == Kind.ACKNOWLEDGE
    clocks = clocks_of(POLICY, Stamps(RECEIVED, severity=LOW, acknowledged_at=RECEIVED))
    assert next_due(clocks).kind == Kind.DECISION
    assert next_due([]) is None


def test_a_working_day_is_as_long_as_the_policy_says():
    """With 7.6 hours a day, one working day is 7 h 36 min."""
    assert Policy(CALENDAR, Decimal("7.6")).working_days(Decimal(1)) == timedelta(
        hours=7, minutes=36
    )


def test_a_snapshot_keeps_terms_and_holidays_although_the_settings_change():
    content = POLICY.snapshot(RECEIVED)
    kept = Policy.from_snapshot(content)
    assert kept.decision_target(CRITICAL) == timedelta(hours=8)
    assert kept.decision_target(None) == timedelta(hours=40)
    assert kept.calendar.closed == CALENDAR.closed
    assert content == Policy.from_snapshot(content).snapshot(RECEIVED)
    assert Policy.from_snapshot(content).update_days == Decimal(5)


def test_a_due_moment_explains_itself_per_day():
    lines = clocks_of(POLICY, Stamps(RECEIVED))[0].explain()
    assert [(line.day, line.counted) for line in lines] == [
        (date(2026, 11, 20), timedelta(minutes=30)),
        (date(2026, 11, 21), timedelta(0)),
        (date(2026, 11, 22), timedelta(0)),
        (date(2026, 11, 23), timedelta(hours=7, minutes=30)),
    ]


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@given(MOMENTS, MOMENTS, MOMENTS, st.sampled_from([None, 1, 2, 3, 4]))
def test_a_clock_is_late_exactly_when_its_time_is_used_up_and_more(start, now, pause, severity):
    """Late at `now` ⇔ the due moment lies before it; then no working time is left."""
    stamps = Stamps(start, severity, pauses=[(pause, pause + timedelta(days=3))])
    for one in clocks_of(POLICY, stamps):
        assert one.breached(now) == (now > one.due)
        assert (one.share(now) >= 1) == (now >= one.due)


def test_windows_with_a_lunch_break_are_honoured():
    """Windows 09:00–12:30 and 13:30–17:30, start 12:45, 4 h: due 17:30."""
    split = WorkCalendar.weekdays([(time(9), time(12, 30)), (time(13, 30), time(17, 30))])
    one = Clock(Kind.UPDATE, at(8, 6, 12, 45), timedelta(hours=4), split)
    assert one.due == at(8, 6, 17, 30)
