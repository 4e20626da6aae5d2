"""The pace of a goal: run rate, share of target, the mark of today."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.plans.pace import Measure, Verdict, measure_pace, months_passed, run_rate

amounts = st.decimals(min_value=0, max_value=10**7, places=2)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


def pace(measure=Measure.TOTAL, **values):
    """Measure a goal of 150,000 over 2026, looked at on 31 August."""
    given_values = {
        "year": 2026,
        "baseline": None,
        "target": Decimal(150_000),
        "actual": Decimal(96_000),
        "measured_on": date(2026, 8, 31),
        "due_on": date(2026, 12, 31),
        "today": date(2026, 8, 31),
    }
    return measure_pace(measure, **(given_values | values))


def test_ninety_six_thousand_after_eight_months():
    """96,000 ÷ 8 × 12 = 144,000; 144 ÷ 150 = 96 %; 96 of 150 done = 64 %; 8 of 12 months = 66.7 %."""
    found = pace()
    assert found.run_rate == 144_000 and found.forecast == 96
    assert found.achieved == 64 and round(found.expected, 1) == Decimal("66.7")
    assert found.verdict == Verdict.BEHIND


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 31), 1),
        (date(2026, 2, 14), Fraction(3, 2)),
        (date(2026, 8, 31), 8),
        (date(2026, 12, 31), 12),
        (date(2027, 1, 1), 12),
    ],
)
def test_months_count_whole_days(day, months):
    assert months_passed(day, 2026) == months


def test_a_level_is_measured_along_its_way():
    """From 30 to 45, now 41: 11 of 15 = 73.3 % of the way, 66.7 % of the time: on pace, no run rate."""
    found = pace(Measure.LEVEL, baseline=Decimal(30), target=Decimal(45), actual=Decimal(41))
    assert round(found.achieved, 1) == Decimal("73.3")
    assert found.verdict == Verdict.ON_PACE and found.run_rate is None and found.forecast is None


def test_a_level_may_go_down():
    """Complaints from 8 to 3, now 6: 2 of 5 = 40 %, behind; 3 is reached, 9 is worse than the start."""
    goal = {"baseline": Decimal(8), "target": Decimal(3)}
    assert pace(Measure.LEVEL, actual=Decimal(6), **goal).achieved == 40
    assert pace(Measure.LEVEL, actual=Decimal(6), **goal).verdict == Verdict.BEHIND
    assert pace(Measure.LEVEL, actual=Decimal(3), **goal).verdict == Verdict.REACHED
    assert pace(Measure.LEVEL, actual=Decimal(9), **goal).achieved == -20


def test_a_goal_due_in_june_runs_to_june():
    """3 of 4 visits after 4 of 6 months: 3 ÷ 4 × 6 = 4.5, 112.5 % of 4: on pace."""
    found = pace(
        target=Decimal(4),
        actual=Decimal(3),
        measured_on=date(2026, 4, 30),
        today=date(2026, 4, 30),
        due_on=date(2026, 6, 30),
    )
    assert found.run_rate == Decimal("4.5") and found.forecast == Decimal("112.5")
    assert found.verdict == Verdict.ON_PACE


def test_what_is_not_measured_says_nothing():
    found = pace(actual=None, measured_on=None)
    assert (found.achieved, found.run_rate, found.verdict) == (None, None, Verdict.UNKNOWN)


def test_after_the_day_it_is_reached_or_missed():
    assert pace(today=date(2027, 1, 3)).verdict == Verdict.MISSED
    assert pace(today=date(2027, 1, 3), actual=Decimal(150_000)).verdict == Verdict.REACHED


def test_nothing_is_expected_of_next_year():
    assert pace(today=date(2025, 6, 1), actual=None, measured_on=None).expected == 0


def test_before_the_first_day_there_is_no_run_rate():
    assert run_rate(Decimal(5), 0) is None


@given(amounts, st.decimals(min_value="0.01", max_value=10**7, places=2), days, days)
def test_a_total_reaches_its_target_exactly_when_it_is_there(actual, target, measured, today):
    found = pace(actual=actual, target=target, measured_on=measured, today=today)
    assert (found.verdict == Verdict.REACHED) == (actual >= target)
    assert 0 <= found.expected <= 100


@given(amounts, days)
def test_going_on_like_this_gives_the_run_rate(actual, measured):
    """The run rate over the months passed is the year to date again."""
    months = months_passed(measured, 2026)
    rate = run_rate(actual, months)
    assert abs(Fraction(rate) * months / 12 - Fraction(actual)) < Fraction(1, 10**6)


@given(days)
def test_time_only_grows(day):
    later = min(day + timedelta(days=1), date(2026, 12, 31))
    assert months_passed(day, 2026) <= months_passed(later, 2026) <= 12
