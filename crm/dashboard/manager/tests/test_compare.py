"""When a difference may carry an arrow; nothing here asks the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dashboard.manager.compare import Mark, Share, marks
from crm.shared.statistics.intervals import newcombe
from crm.shared.statistics.proportions import newcombe_p
from surveys.nps.score import Counts

GOOD, POOR = Share(90, 100), Share(60, 100)


def test_a_clear_change_is_marked_in_its_direction():
    """90 against 60 of 100: Newcombe's interval is +18 to +41 points, so p is far below .05."""
    assert marks([(POOR, GOOD)]) == [Mark.UP]
    assert marks([(GOOD, POOR)]) == [Mark.DOWN]


def test_what_has_no_test_or_too_few_has_no_mark():
    assert marks([(None, None), (Share(0, 0), GOOD), (Share(20, 29), GOOD)]) == [
        Mark.NONE, Mark.NONE, Mark.FEW,
    ]  # fmt: skip


def test_a_score_is_tested_on_adjusted_counts():
    """150/90/60 → 180/75/45: p .0163, demonstrable; 50/30/20 → 60/25/15: p .1702, not."""
    assert marks([(Counts(150, 90, 60), Counts(180, 75, 45))]) == [Mark.UP]
    assert marks([(Counts(50, 30, 20), Counts(60, 25, 15))]) == [Mark.SAME]


def test_looking_more_than_once_asks_more_of_each():
    """p .0163 alone is a change; beside three others that did not move Holm makes it 4 × .0163 = .065."""
    alone = (Counts(150, 90, 60), Counts(180, 75, 45))
    assert marks([alone] + [(GOOD, GOOD)] * 3) == [Mark.SAME] * 4


@pytest.mark.parametrize(
    ("one", "two"), [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((1, 40), (0, 40))]
)
def test_p_is_under_five_percent_exactly_when_the_interval_leaves_zero_out(one, two):
    found, p = newcombe(*one, *two), newcombe_p(*one, *two)
    assert (p < 0.05) == (found.low > 0 or found.high < 0)


def test_without_cases_there_is_no_p():
    assert newcombe_p(0, 0, 1, 2) is None and newcombe_p(5, 10, 5, 10) == 1.0


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_p_does_not_depend_on_which_comes_first(a, n, b, m):
    a, b = min(a, n), min(b, m)
    assert newcombe_p(a, n, b, m) == pytest.approx(newcombe_p(b, m, a, n), abs=1e-6)
    assert 0 <= newcombe_p(a, n, b, m) <= 1
