"""The rules behind the reports: times with what is still open, ages, months, the vital few."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.learning.pareto import Weighed, pareto
from complaints.reports.ages import bands, months
from complaints.reports.times import Round, Times, handling

HOUR = 3600


def test_the_example_of_the_law_gives_median_ten_and_p90_45_6_hours():
    """Hours 2,3,5,8,8,12,16,20,40,96: rank .5×9 = 4.5 between 8 and 12; rank .9×9 = 8.1 between 40 and 96."""
    values = [hours * HOUR for hours in (2, 3, 5, 8, 8, 12, 16, 20, 40, 96)]
    times = Times.of(values, 3)
    assert times.median == pytest.approx(10.0 * HOUR)
    assert times.p90 == pytest.approx(45.6 * HOUR)
    assert (times.n, times.open) == (10, 3)


def test_below_ten_cases_there_is_a_median_but_no_ninetieth_percentile():
    assert Times.of([HOUR] * 9, 0) == Times(9, 0, HOUR, None)
    assert Times.of([], 2) == Times(0, 2, None, None)


def test_open_rounds_are_counted_and_never_timed():
    """Answered and closed; answered, not closed; open; reopened and open; withdrawn unanswered."""
    found = handling(
        [
            Round(True, 10, 20, 15, 30, 60),
            Round(True, 30, 40, 35, 50, None),
            Round(True),
            Round(False),
            Round(True, ended=99),
        ]
    )
    assert (found.acknowledge.n, found.acknowledge.open) == (2, 1)
    assert found.acknowledge_work.median == 20
    assert (found.answer.n, found.answer.open) == (2, 2)
    assert (found.answer.median, found.answer_work.median) == (40, 30)
    assert (found.end.n, found.end.open) == (1, 3)


@given(st.lists(st.integers(0, 10**7), max_size=60), st.integers(0, 40))
def test_every_answered_round_is_timed_once(seconds, waiting):
    found = handling([Round(answered=s, decision_work=s) for s in seconds] + [Round()] * waiting)
    assert found.answer.n == len(seconds)
    assert found.answer.open == waiting
    assert found.answer.median is None or min(seconds) <= found.answer.median <= max(seconds)


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(0, 3000))
def test_every_age_falls_in_one_band(today, age):
    received = date.fromordinal(today.toordinal() - age)
    held = [
        one
        for one in bands(today)
        if (one.since is None or one.since <= received) and received <= one.until
    ]
    assert len(held) == 1
    assert held[0].low <= age and (held[0].high is None or age <= held[0].high)


def test_months_are_cut_at_the_ends_of_the_period():
    assert months(date(2026, 1, 30), date(2026, 3, 2)) == [
        (date(2026, 1, 30), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 2)),
    ]


def test_the_vital_few_begin_below_eighty_percent():
    """400 250 120 80 50 40 30 15 10 5 = 1,000: running 40 65 77 85 …: the fourth begins at 77 %."""
    weights = (400, 250, 120, 80, 50, 40, 30, 15, 10, 5)
    rows = pareto(Weighed(n, f"c{n}", Decimal(w)) for n, w in enumerate(weights))
    assert [one.is_vital for one in rows] == [True] * 4 + [False] * 6
    assert [one.running for one in rows[:4]] == [40, 65, 77, 85]
    assert rows[-1].running == 100


@given(st.lists(st.integers(0, 1000), max_size=30))
def test_shares_of_a_pareto_add_up_and_fall(weights):
    rows = pareto(Weighed(n, str(n), Decimal(w)) for n, w in enumerate(weights))
    shares = [one.share for one in rows]
    assert shares == sorted(shares, reverse=True)
    assert len(rows) == sum(w > 0 for w in weights)
    assert not rows or abs(sum(shares) - 100) < Decimal("0.0001")
