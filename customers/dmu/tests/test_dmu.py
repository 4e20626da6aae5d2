"""Support and gaps of the decision-making unit (`domain.md` §3)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.numbers import round_half_up
from customers.dmu.dmu import Facts, Gap, gaps, is_silent, is_single_thread, support

TODAY = date(2026, 11, 17)
INFLUENCE = st.none() | st.integers(1, 5)
STANCE = st.none() | st.integers(-2, 2)
WELL = {"deciders": 1, "silent_deciders": 0, "buyers": 1, "moments": 10, "busiest": 7}


def test_support_weighs_stance_by_influence():
    """5×1 − 4×1 + 2×2 + 3×0 = 5; 5 + 4 + 2 + 3 = 14; 5 ÷ 14 = 0.357 → +0.36."""
    found = support([(5, 1), (4, -1), (2, 2), (3, 0)])
    assert found == Fraction(5, 14)
    assert str(round_half_up(found, 2)) == "0.36"


def test_who_lacks_influence_or_stance_is_left_out():
    assert support([(5, 1), (None, -2), (4, None)]) == 1
    assert support([(None, 2), (3, None)]) is None
    assert support([]) is None


@given(st.lists(st.tuples(INFLUENCE, STANCE)))
def test_support_stays_between_the_outermost_stances(votes):
    found, stances = support(votes), [s for i, s in votes if i is not None and s is not None]
    if not stances:
        assert found is None
    else:
        assert min(stances) <= found <= max(stances)


@pytest.mark.parametrize(("days", "silent"), [(0, False), (90, False), (91, True)])
def test_ninety_days_away_still_counts_as_spoken(days, silent):
    assert is_silent(TODAY - timedelta(days=days), today=TODAY, days=90) is silent


def test_who_was_never_spoken_to_is_silent():
    assert is_silent(None, today=TODAY, days=90)


@pytest.mark.parametrize(
    ("moments", "busiest", "single"),
    [(0, 0, False), (1, 1, True), (10, 8, True), (10, 7, False), (5, 4, True), (9, 7, False)],
)
def test_eighty_percent_with_one_person_is_a_single_thread(moments, busiest, single):
    """4 of 5 = 80 % counts; 7 of 9 = 77.8 % does not."""
    assert is_single_thread(moments=moments, busiest=busiest, share=80) is single


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"deciders": 0}, [Gap.NO_DECIDER]),
        ({"buyers": 0}, [Gap.NO_BUYER]),
        ({"deciders": 2, "silent_deciders": 1}, [Gap.SILENT_DECIDER]),
        ({"busiest": 8}, [Gap.SINGLE_THREAD]),
        (
            {"deciders": 0, "buyers": 0, "busiest": 10},
            [Gap.NO_DECIDER, Gap.NO_BUYER, Gap.SINGLE_THREAD],
        ),
    ],
)
def test_each_gap_is_named_the_gravest_first(changes, found):
    assert gaps(Facts(**(WELL | changes)), share=80) == found
