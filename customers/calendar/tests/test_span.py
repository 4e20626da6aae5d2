"""Which days a month, a week and an agenda show."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.calendar import span

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_november_2026_runs_from_monday_26_october_to_sunday_6_december():
    shown = span.month(date(2026, 11, 17))
    assert (shown.first, shown.last) == (date(2026, 10, 26), date(2026, 12, 6))
    assert (shown.previous, shown.next) == (date(2026, 10, 1), date(2026, 12, 1))
    assert len(shown.weeks) == 6


def test_a_month_that_fits_four_weeks_has_four():
    """1 February 2027 is a Monday and the 28th a Sunday."""
    assert len(span.month(date(2027, 2, 10)).weeks) == 4


@given(DAYS)
def test_a_month_shows_whole_weeks_that_hold_all_its_days(day):
    shown = span.month(day)
    assert shown.first.weekday() == 0 and shown.last.weekday() == 6
    assert {d for d in shown.days if (d.year, d.month) == (day.year, day.month)} == {
        day.replace(day=1) + timedelta(days=n)
        for n in range((span.next_month(day) - day.replace(day=1)).days)
    }


@given(DAYS)
def test_next_and_previous_lead_back_to_the_same_days(day):
    for stretch in (span.month, span.week, span.agenda):
        shown = stretch(day)
        assert stretch(stretch(shown.next).previous).first == shown.first
        assert day in shown.days


@pytest.mark.parametrize("text", ["", "nonsense", "2026-13-45", "1999-12-31", "2100-01-01", "0"])
def test_nonsense_in_the_address_is_today(text):
    today = date(2026, 11, 17)
    assert span.read_day(text, today) == today


def test_a_day_in_the_address_is_read():
    assert span.read_day("2026-12-24", date(2026, 11, 17)) == date(2026, 12, 24)
