"""The contact matrix and its coverage (`domain.md` §3)."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from crm.shared.numbers import round_half_up
from customers.dmu.matrix import cells, coverage

LEVELS = ["board", "management", "operations"]
WHEN = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
KEYS = st.sets(st.tuples(st.sampled_from(LEVELS), st.integers(1, 4)))


def test_five_of_twelve_is_41_7_percent():
    """3 levels × 4 colleagues = 12 targeted; 5 of them spoken to: 500 ÷ 12 = 41.67 → 41.7."""
    targets = [(level, who) for level in LEVELS for who in range(1, 5)]
    found = coverage(targets, targets[:5])
    assert (found.filled, found.targeted) == (5, 12)
    assert str(round_half_up(found.share, 1)) == "41.7"


def test_without_targets_there_is_no_share():
    assert coverage([], [("board", 1)]).share is None


def test_a_cell_says_whether_it_is_filled_open_extra_or_empty():
    rows = cells(
        LEVELS[:2],
        [1, 2],
        [("board", 1), ("board", 2)],
        {("board", 1): WHEN, ("management", 2): WHEN},
    )
    assert [[cell.state for cell in row] for row in rows] == [
        ["filled", "open"],
        ["empty", "extra"],
    ]


@given(KEYS, KEYS)
def test_coverage_lies_between_nothing_and_all(targets, spoken):
    found = coverage(targets, spoken)
    assert 0 <= found.filled <= found.targeted == len(targets)
    states = [
        c.state
        for row in cells(LEVELS, [1, 2, 3, 4], targets, dict.fromkeys(spoken, WHEN))
        for c in row
    ]
    assert states.count("filled") == found.filled
    assert states.count("filled") + states.count("open") == found.targeted
