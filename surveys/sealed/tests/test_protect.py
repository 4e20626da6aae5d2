"""Check that no answer can be worked out from what is shown of a confidential survey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.sealed.protect import may_show, shown_groups

SIZES = st.dictionaries(st.integers(0, 9), st.integers(0, 30), max_size=8)


@pytest.mark.parametrize(
    ("n", "total", "shown"),
    [(5, 5, True), (4, 4, False), (5, 10, True), (5, 9, False), (20, 23, False), (4, 100, False)],
)
def test_a_group_needs_five_and_leaves_five_or_none(n, total, shown):
    assert may_show(n, total) is shown


def test_the_smallest_shown_group_goes_with_a_lonely_one():
    """20, 10 and 3: total minus 20 and 10 would give the three away, so the ten are held back too."""
    assert shown_groups({"a": 20, "b": 10, "c": 3}) == {"a"}
    assert shown_groups({"a": 20, "b": 10, "c": 3, "d": 2}) == {"a", "b"}
    assert shown_groups({"a": 20}) == {"a"}
    assert shown_groups({}) == set()


@given(SIZES)
def test_what_is_held_back_is_never_one_to_four_answers(sizes):
    shown = shown_groups(sizes)
    held = sum(sizes.values()) - sum(sizes[key] for key in shown)
    assert all(sizes[key] >= 5 for key in shown)
    assert not shown or held == 0 or held >= 5
