"""Whether the same trouble came back: equal spans on both sides, and what chance does."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from complaints.actions.effect import LONGEST, Recurrence, spans

DONE = date(2026, 6, 1)


def test_the_day_of_the_fix_counts_as_after_and_today_not_at_all():
    """Fix 1 June, today 11 June: ten days after (1–10 June), ten before (22–31 May)."""
    found = spans(DONE, date(2026, 6, 11))
    assert found.after == (DONE, date(2026, 6, 10))
    assert found.before == (date(2026, 5, 22), date(2026, 5, 31))
    assert spans(DONE, DONE) is None


@given(st.integers(1, 3000))
def test_both_spans_are_equally_long_and_at_most_a_year(days):
    found = spans(DONE, DONE + timedelta(days=days))
    length = min(days, LONGEST)
    for first, last in (found.before, found.after):
        assert (last - first).days + 1 == length == found.days
    assert found.before[1] + timedelta(days=1) == found.after[0]


def test_a_difference_is_called_a_change_only_when_chance_hardly_makes_it():
    """20 → 6: n = 26, P(≤ 6) doubled = 2·313,912 ÷ 67,108,864 = .0094. 6 → 3: n = 9, 2·130 ÷ 512 = .51."""
    fewer, perhaps = Recurrence(20, 6, 90), Recurrence(6, 3, 90)
    assert round(float(fewer.chance), 4) == 0.0094
    assert fewer.shows_change and fewer.change == -70
    assert round(float(perhaps.chance), 2) == 0.51
    assert not perhaps.shows_change
    assert Recurrence(0, 0, 90).chance is None
    assert Recurrence(0, 4, 90).change is None
    assert Recurrence(5, 5, 90).chance == Fraction(1)


@given(st.integers(0, 700), st.integers(0, 700))
def test_chance_is_a_probability_and_does_not_care_which_side(before, after):
    one, two = Recurrence(before, after, 9), Recurrence(after, before, 9)
    assert one.chance == two.chance
    assert one.chance is None or 0 <= one.chance <= 1
