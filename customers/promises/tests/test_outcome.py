"""Tests of what becomes of a promise: the examples of `domain.md` §4 and what must always hold."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.numbers import round_half_up
from customers.promises.outcome import (
    Outcome,
    PromiseFigures,
    counts_after_move,
    gap,
    is_expired,
    outcome,
)

DAY = date(2026, 11, 10)
NOON = datetime(2026, 11, 10, 11, 0, tzinfo=UTC)  # 12:00 in Amsterdam
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
clocks = st.one_of(st.none(), st.times())
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def became(
    counts_on=DAY, counts_time=None, delivered_on=None, withdrawn=False, late=False, now=NOON
):
    return outcome(
        counts_on=counts_on,
        counts_time=counts_time,
        delivered_on=delivered_on,
        withdrawn=withdrawn,
        withdrawn_late=late,
        now=now,
    )


@pytest.mark.parametrize(
    ("promised", "actual", "days_of_gap", "expected"),
    [
        (2, 4, -2, Outcome.DISAPPOINTED),
        (2, 1, 1, Outcome.SURPRISED),
        (5, 5, 0, Outcome.MET),
        (10, 8, 2, Outcome.SURPRISED),
        (3, 3, 0, Outcome.MET),
    ],
)
def test_the_gap_is_days_promised_minus_days_taken(promised, actual, days_of_gap, expected):
    due, delivered = DAY + timedelta(promised), DAY + timedelta(actual)
    assert gap(due, delivered) == days_of_gap
    assert became(counts_on=due, delivered_on=delivered) is expected


def test_the_five_promises_of_the_book_are_kept_for_80_and_surprise_for_40_percent():
    """Gaps −2 +1 0 +2 0: four of five kept, two early, mean gap 1 ÷ 5 = 0.2 day."""
    figures = PromiseFigures(delivered=5, kept=4, surprised=2, gap_days=1)
    assert figures.kept_share == 80
    assert figures.surprised_share == 40
    assert figures.mean_gap == Decimal("0.2")


def test_an_overdue_promise_counts_as_not_kept():
    """Two kept of two delivered and one overdue: 2 ÷ 3."""
    figures = PromiseFigures(delivered=2, kept=2, overdue=1)
    assert round_half_up(figures.kept_share, 1) == Decimal("66.7")
    assert (figures.decided, figures.broken) == (3, 1)


def test_without_promises_there_is_no_share():
    assert PromiseFigures().kept_share is None
    assert PromiseFigures().surprised_share is None
    assert PromiseFigures(overdue=1).mean_gap is None


@pytest.mark.parametrize(
    ("counts_on", "counts_time", "expired"),
    [
        (DAY - timedelta(1), None, True),
        (DAY, None, False),
        (DAY, time(11, 59), True),
        (DAY, time(12, 0), False),
        (DAY, time(12, 1), False),
        (DAY - timedelta(1), time(23), True),
        (DAY + timedelta(1), time(1), False),
    ],
)
def test_a_promise_expires_after_its_day_or_from_its_time(counts_on, counts_time, expired):
    assert is_expired(counts_on, counts_time, NOON) is expired
    assert became(counts_on, counts_time) is (Outcome.OVERDUE if expired else Outcome.OPEN)


def test_the_day_is_the_day_of_the_organisation():
    """23:30 UTC on 10 November is 00:30 on the 11th in Amsterdam."""
    assert is_expired(DAY, None, datetime(2026, 11, 10, 23, 30, tzinfo=UTC))


def test_a_move_in_time_counts():
    new = (DAY + timedelta(3), time(9))
    assert counts_after_move(DAY, None, *new, NOON) == new


def test_a_move_after_the_date_does_not_undo_lateness():
    yesterday = DAY - timedelta(1)
    assert counts_after_move(yesterday, None, DAY + timedelta(3), None, NOON) == (yesterday, None)


def test_a_move_on_the_day_itself_after_its_time_does_not_undo_lateness():
    assert counts_after_move(DAY, time(9), DAY + timedelta(1), None, NOON) == (DAY, time(9))


def test_a_withdrawn_promise_disappoints_only_when_it_was_overdue():
    assert became(withdrawn=True) is Outcome.WITHDRAWN
    assert became(withdrawn=True, late=True) is Outcome.DISAPPOINTED


@given(days, clocks, days, moments)
def test_delivery_decides_whatever_the_clock_says(counts_on, counts_time, delivered_on, now):
    result = became(counts_on, counts_time, delivered_on, now=now)
    kept = delivered_on <= counts_on
    assert (result in (Outcome.MET, Outcome.SURPRISED)) is kept
    assert (result is Outcome.DISAPPOINTED) is not kept


@given(days, clocks, days, clocks, moments)
def test_once_expired_no_move_ever_helps(counts_on, counts_time, new_on, new_time, now):
    was_expired = is_expired(counts_on, counts_time, now)
    after = counts_after_move(counts_on, counts_time, new_on, new_time, now)
    assert after == ((counts_on, counts_time) if was_expired else (new_on, new_time))
    if was_expired:
        assert is_expired(*after, now + timedelta(days=1))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1))
def test_pooling_counts_equals_counting_together(pairs):
    def figures(rows):
        gaps = [promised - actual for promised, actual in rows]
        return PromiseFigures(
            delivered=len(gaps),
            kept=sum(g >= 0 for g in gaps),
            surprised=sum(g > 0 for g in gaps),
            gap_days=sum(gaps),
        )

    half = len(pairs) // 2
    assert figures(pairs[:half]) + figures(pairs[half:]) == figures(pairs)
    assert 0 <= figures(pairs).kept_share <= 100
