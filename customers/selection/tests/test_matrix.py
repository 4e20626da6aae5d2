"""The matrix and share of wallet: the domain's examples, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.selection.matrix import Quadrant, quadrant, share_of_wallet, weighted_mean

scores = st.integers(1, 5)
means = st.decimals(min_value=1, max_value=5, places=2)


@st.composite
def weighed(draw):
    """Draw scores with weights of 100 % together."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=1, max_size=6)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    return {n: draw(scores) for n in range(len(weights))}, dict(enumerate(weights))


def test_attractiveness_of_the_example():
    """.30×4 + .25×3 + .25×5 + .20×2 = 1.20 + .75 + 1.25 + .40 = 3.60."""
    assert weighted_mean({1: 4, 2: 3, 3: 5, 4: 2}, {1: 30, 2: 25, 3: 25, 4: 20}) == Decimal("3.60")


def test_relationship_of_the_example_leads_to_develop():
    """.4×2 + .3×4 + .3×3 = .8 + 1.2 + .9 = 2.90, below 3.0; with 3.60 that is develop."""
    mean = weighted_mean({1: 2, 2: 4, 3: 3}, {1: 40, 2: 30, 3: 30})
    assert mean == Decimal("2.90") and quadrant(Decimal("3.60"), mean) == Quadrant.DEVELOP


@pytest.mark.parametrize(
    ("a", "r", "what"),
    [
        ("3.00", "3.00", "invest"),
        ("3.00", "2.99", "develop"),
        ("2.99", "3.00", "maintain"),
        ("2.99", "2.99", "minimal"),
        ("5", "1", "develop"),
    ],
)
def test_three_is_high(a, r, what):
    assert quadrant(Decimal(a), Decimal(r)) == what


@pytest.mark.parametrize("weights", [{}, {1: 99}, {1: 60, 2: 41}])
def test_weights_that_are_not_a_hundred_are_refused(weights):
    with pytest.raises(ValueError, match="together"):
        weighted_mean({1: 3, 2: 3}, weights)


def test_a_criterion_without_score_leaves_the_mean_open_unless_it_weighs_nothing():
    assert weighted_mean({1: 4}, {1: 50, 2: 50}) is None
    assert weighted_mean({1: 4}, {1: 100, 2: 0}) == 4


def test_sixty_of_a_hundred_and_fifty_thousand_is_forty_percent():
    assert share_of_wallet(Decimal(60_000), Decimal(150_000)) == 40
    assert share_of_wallet(Decimal(5), Decimal(0)) is None


@given(weighed())
def test_a_mean_lies_between_the_lowest_and_the_highest_score(drawn):
    given_scores, weights = drawn
    counting = [given_scores[n] for n, weight in weights.items() if weight]
    assert min(counting) <= weighted_mean(given_scores, weights) <= max(counting)


@given(weighed(), st.integers(0, 5))
def test_a_higher_score_never_lowers_the_mean(drawn, which):
    given_scores, weights = drawn
    which %= len(given_scores)
    better = given_scores | {which: min(5, given_scores[which] + 1)}
    assert weighted_mean(better, weights) >= weighted_mean(given_scores, weights)


@given(means, means)
def test_every_pair_stands_in_one_quadrant_and_turning_the_axes_swaps_two(a, r):
    turned = {"develop": "maintain", "maintain": "develop"}
    found = quadrant(a, r)
    assert quadrant(r, a) == turned.get(found, found)
