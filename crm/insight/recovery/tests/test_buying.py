"""Buying before and after: which days count, who stands beside whom, and what may be said of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.insight.recovery.buying import (
    CONTROLS,
    Bought,
    Turn,
    compare,
    match,
    one_each,
)

FAILED, CLOSED = date(2026, 3, 10), date(2026, 3, 20)
COMPLAINED = list(
    zip(
        [100, 80, 120, 60, 90, 110, 70, 50, 130, 90],
        [60, 90, 70, 50, 90, 40, 80, 20, 100, 50],
        strict=True,
    )
)
QUIET = list(
    zip(
        [100, 90, 70, 120, 80, 60, 110, 95, 85, 75],
        [110, 80, 90, 125, 80, 75, 100, 105, 95, 70],
        strict=True,
    )
)


def turn(account=1, account_class="A", failed=FAILED, closed=CLOSED, complaint=1):
    return Turn(account, account_class, failed, closed, complaint)


def bought(rows):
    return [
        Bought(turn(n), Decimal(before), Decimal(after)) for n, (before, after) in enumerate(rows)
    ]


def test_the_stretches_are_180_whole_days_on_both_sides():
    """10 March 2026 − 180 days is 11 September 2025; 20 March + 180 days is 16 September 2026."""
    found = turn()
    assert found.before == (date(2025, 9, 11), date(2026, 3, 9))
    assert found.after == (date(2026, 3, 21), date(2026, 9, 16))
    for first, last in (found.before, found.after):
        assert (last - first).days + 1 == 180


@pytest.mark.parametrize(("today", "over"), [(date(2026, 9, 16), False), (date(2026, 9, 17), True)])
def test_a_case_counts_once_its_180_days_are_over(today, over):
    finished, pending, _again = one_each([turn()], today)
    assert (bool(finished), bool(pending)) == (over, not over)


def test_an_account_counts_once_by_its_first_case():
    later = turn(closed=CLOSED + timedelta(days=5), complaint=2)
    finished, pending, again = one_each([later, turn()], date(2027, 1, 1))
    assert ([t.complaint for t in finished], pending, again) == ([1], [], 1)


def test_controls_are_of_the_same_class_and_were_customers_then():
    quiet = [(7, "B", FAILED), (8, "A", FAILED + timedelta(days=1)), (9, "A", FAILED)]
    assert [(one.account, one.failed_on, one.closed_on) for one in match([turn()], quiet)] == [
        (9, FAILED, CLOSED)
    ]


@given(st.lists(st.sampled_from("ABC"), max_size=8), st.lists(st.sampled_from("ABC"), max_size=40))
def test_no_account_stands_beside_two_cases_and_no_case_has_more_than_three(classes, others):
    turns = [turn(n, c, complaint=n) for n, c in enumerate(classes)]
    found = match(turns, [(100 + n, c, FAILED) for n, c in enumerate(others)])
    assert len({one.account for one in found}) == len(found)
    for letter in "ABC":
        n, m = classes.count(letter), others.count(letter)
        assert sum(one.account_class == letter for one in found) == min(CONTROLS * n, m)


def test_the_difference_in_differences_with_welchs_interval():
    """Changes −40 10 −50 −10 0 −70 10 −30 −30 −40 (mean −25, variance 716.6667) and 10 −10 20 5 0 15 −10 10 10 −5
    (mean 4.5, variance 108.0556): −29.5, SE √(71.6667 + 10.8056) = 9.0814, df 11.6536, t 2.1860.
    """
    found = compare(bought(COMPLAINED), bought(QUIET))
    assert found.difference is not None
    assert round(found.difference.value, 4) == -29.5
    assert round(found.difference.low, 4) == -49.3521
    assert round(found.difference.high, 4) == -9.6479
    complained, quiet = found.sides
    assert (complained.before, complained.after) == (90, 65)
    assert (complained.median_before, complained.median_after) == (90, 65)
    assert (quiet.before, quiet.after) == (88.5, 93)


def test_under_ten_on_a_side_there_is_no_figure():
    found = compare(bought(COMPLAINED[:9]), bought(QUIET))
    assert (found.is_enough, found.difference) == (False, None)
    assert compare([], []).sides[0].before is None
