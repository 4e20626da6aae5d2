"""The iceberg's rule: each customer once, drawn to scale, estimates apart."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.insight.iceberg.layers import boundaries, net, textbook

pytestmark = pytest.mark.once

EXAMPLE = [{1, 2, 3, 4, 5}, {5, 6}, {4, 7, 8, 9}, {2, 8, 10, 11, 12}, {9, 12, 13}]


def test_the_example_counts_each_customer_once():
    """L1 {1–5}, L2 {6}, L3 {7, 8, 9}, L4 {10, 11, 12}, L5 {13}: 5, 1, 3, 3, 1 of 13."""
    assert [len(layer) for layer in net(EXAMPLE)] == [5, 1, 3, 3, 1]


def test_the_example_is_drawn_to_scale():
    """√(5/13), √(6/13), √(9/13), √(12/13), 1."""
    found = [round(share, 4) for share in boundaries([5, 1, 3, 3, 1])]
    assert found == [0.6202, 0.6794, 0.8321, 0.9608, 1]


def test_the_textbook_estimate():
    assert textbook(40, 50) == 80
    assert textbook(40, 50, Fraction(1, 2)) == 160
    assert textbook(40, 100) is None


def test_without_anybody_there_is_nothing_to_draw():
    assert boundaries([0, 0]) == []


layers = st.lists(st.sets(st.integers(0, 30)), min_size=1, max_size=6)


@given(layers)
def test_layers_never_overlap_and_lose_nobody(found):
    parts = net(found)
    assert sum(map(len, parts)) == len(set().union(*found))
    assert set().union(*parts) == set().union(*found)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any))
def test_areas_are_counts(counts):
    """The area between two boundaries, h₂² − h₁², is the layer's share."""
    ends = [0.0, *boundaries(counts)]
    for above, below, count in zip(ends[:-1], ends[1:], counts, strict=True):
        assert below**2 - above**2 == pytest.approx(count / sum(counts))
