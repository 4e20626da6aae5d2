"""Check the other ways to count: per account, by revenue, with the silent, at equal mix."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.nps.score import Counts, Verdict, changes, interval
from surveys.nps.weigh import Sums, bounds_with_silent, mix_adjusted

few = st.integers(min_value=0, max_value=60)
bands = st.builds(Counts, few, few, few)


def test_each_account_counts_once_with_the_mean_of_its_people():
    """Acme +1 and 0 (mean ½), Bolt −1: (½ − 1) ÷ 2 = −25; by answers it would be 0."""
    sums = Sums.of({"acme": (0.5, 1), "bolt": (-1, 1)})
    assert sums.nps == -25


def test_revenue_weighs_and_nothing_paid_is_not_weighed():
    """€ 300 at +1 and € 100 at −1: (300 − 100) ÷ 400 = +50; who bought nothing has no weight."""
    sums = Sums.of({"acme": (1, 300), "bolt": (-1, 100), "cato": (-1, 0)})
    assert (sums.n, sums.nps) == (2, 50)


def test_nobody_is_no_score():
    assert (Sums().nps, Sums().interval) == (None, None)
    assert Sums.of({"acme": (1, 0)}).nps is None


@given(bands)
def test_with_equal_weights_the_interval_is_that_of_the_answers(counts):
    signs = [1] * counts.promoters + [0] * counts.passives + [-1] * counts.detractors
    found = Sums.of({number: (sign, 7.5) for number, sign in enumerate(signs)}).interval
    plain = interval(counts)
    if plain is None:
        assert found is None
    else:
        assert math.isclose(found.low, plain.low, abs_tol=1e-6)
        assert math.isclose(found.high, plain.high, abs_tol=1e-6)


def test_one_large_customer_makes_the_interval_wider():
    even = Sums.of({n: (n % 2 or -1, 1) for n in range(40)})
    uneven = Sums.of({n: (n % 2 or -1, 100 if n == 0 else 1) for n in range(40)})
    width = [found.interval.high - found.interval.low for found in (even, uneven)]
    assert width[0] < width[1]


def test_the_silent_could_turn_the_score_over():
    """6/2/2 of 10 and 10 silent: (6 − 2 − 10) ÷ 20 = −30, (6 − 2 + 10) ÷ 20 = +70."""
    assert bounds_with_silent(Counts(6, 2, 2), 10) == (-30, 70)
    assert bounds_with_silent(Counts(), 10) is None


@given(bands, st.integers(min_value=0, max_value=500))
def test_the_score_lies_between_the_bounds(counts, silent):
    found = bounds_with_silent(counts, silent)
    if counts.n:
        assert -100 <= found[0] <= counts.nps <= found[1] <= 100


def test_a_change_by_asking_other_people_vanishes_at_equal_mix():
    """A is +50 and B −50 in both periods; before 20 of A and 80 of B (−30), now 80 and 20 (+30).

    Observed +60; each group stayed the same, so at equal mix 0.
    """
    before = {"A": Counts(12, 6, 2), "B": Counts(8, 24, 48)}
    after = {"A": Counts(48, 24, 8), "B": Counts(2, 6, 12)}
    found = mix_adjusted(before, after)
    assert abs(found.change) < 1e-9
    assert not found.significant
    assert (found.covered, found.of) == (100, 100)


def test_the_mix_of_now_weighs():
    """A from 0 to +40, B stays 0; now 30 of A and 10 of B: ¾ × 40 = +30."""
    before = {"A": Counts(10, 0, 10), "B": Counts(5, 0, 5)}
    after = {"A": Counts(21, 0, 9), "B": Counts(5, 0, 5)}
    assert round(mix_adjusted(before, after).change, 6) == 30


def test_small_groups_stay_out_and_are_counted():
    found = mix_adjusted({"A": Counts(9), "B": Counts(4)}, {"A": Counts(6), "B": Counts(9)})
    assert (found.covered, found.of) == (6, 15)
    assert mix_adjusted({"A": Counts(4)}, {"A": Counts(90)}) is None


@given(bands, bands)
def test_with_one_group_the_mix_changes_nothing(before, after):
    found = mix_adjusted({"all": before}, {"all": after})
    if found:
        assert math.isclose(found.change, float(after.nps - before.nps), abs_tol=1e-9)


def test_a_row_of_months_is_tested_with_holm():
    """150/90/60 → 180/75/45 has p .0163; with two tests the smallest counts double: .0326."""
    row = [Counts(150, 90, 60), Counts(180, 75, 45), Counts(180, 75, 45), Counts(3, 0, 0)]
    assert changes(row) == [
        Verdict.NO_COMPARISON, Verdict.UP, Verdict.SAME, Verdict.NO_COMPARISON,
    ]  # fmt: skip
    assert changes(row[:1] + [Counts(180, 75, 45), Counts(150, 90, 60), Counts(180, 75, 45)])[
        1
    ] == (Verdict.UP)
    assert changes([]) == []


@pytest.mark.slow
@pytest.mark.parametrize(("n", "least"), [(10, 0.94), (50, 0.94)])
def test_the_interval_covers_the_truth_as_often_as_it_says(n, least):
    """p .75, pa .18, d .07: the true score is +68; of 40,000 samples at least 94 % cover it."""
    chance, hit, rounds = random.Random(20261117), 0, 40_000
    known: dict[Counts, bool] = {}
    for _round in range(rounds):
        drawn = chance.choices((0, 1, 2), (0.75, 0.18, 0.07), k=n)
        counts = Counts(drawn.count(0), drawn.count(1), drawn.count(2))
        if counts not in known:
            found = interval(counts)
            known[counts] = found.low <= 68 <= found.high
        hit += known[counts]
    assert hit / rounds >= least
