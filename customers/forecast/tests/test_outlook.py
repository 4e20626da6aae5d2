"""Tests of the forecast's sums (`domain.md` §5) and of targets that add up."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from customers.forecast.cells import Cell
from customers.forecast.outlook import Line, roll_up, spread, total_of


def line(*cells, target=None):
    made = Line(target=None if target is None else Decimal(target))
    for cell in cells:
        made.add(cell)
    return made


def deal(amount, chance, kind="open", state="open"):
    cents = amount * 100
    return Cell(state=state, kind=kind, count=1, cents=cents, weighted_cents=cents * chance)


def test_weighted_is_amount_times_chance():
    """20k@10 % + 50k@40 % + 30k@75 % → 2,000 + 20,000 + 22,500 = 44,500."""
    made = line(deal(20_000, 10), deal(50_000, 40, "best"), deal(30_000, 75, "commit"))
    assert made.weighted == 44_500
    assert (made.open, made.open_count) == (100_000, 3)


def test_best_case_holds_the_committed_deals():
    """Committed 30k; best case 30k + 50k = 80k; the rest only counts as open."""
    made = line(deal(20_000, 10), deal(50_000, 40, "best"), deal(30_000, 75, "commit"))
    assert (made.committed, made.best, made.open) == (30_000, 80_000, 100_000)


def test_coverage_is_open_over_what_is_still_to_be_won():
    """Target 100k, won 60k, open 120k → gap 40k, coverage 3; landing 60k + 12k = 72k."""
    made = line(deal(60_000, 0, "", "won"), deal(120_000, 10), target=100_000)
    assert (made.gap, made.coverage, made.reached) == (40_000, 3, 60)
    assert made.landing == 72_000


def test_a_reached_target_has_no_coverage_and_says_what_went_over():
    made = line(deal(130_000, 0, "", "won"), deal(10_000, 10), target=100_000)
    assert (made.gap, made.coverage, made.reached) == (-30_000, None, 130)


def test_without_a_target_nothing_is_missing():
    made = line(deal(10, 10))
    assert (made.gap, made.coverage, made.reached) == (None, None, None)


def test_lines_add_up():
    total = total_of([line(deal(10, 50)), line(deal(20, 50), deal(5, 0, "", "won"))], Decimal(40))
    assert (total.open, total.weighted, total.won, total.gap) == (30, 15, 5, 35)


def test_everybody_counts_once():
    """Team 1 has its own 100 (its members' 30 + 40 are inside), team 2 has none: 50; no team: 7 → 157."""
    people = {1: Decimal(30), 2: Decimal(40), 3: Decimal(50), 4: Decimal(7)}
    found = roll_up(people, {1: Decimal(100)}, {1: 1, 2: 1, 3: 2, 4: None})
    assert found == 157
    assert roll_up({}, {}, {}) is None


@given(st.decimals(0, 10_000_000, places=2), st.integers(1, 36))
def test_a_spread_amount_adds_up_and_is_even(total, parts):
    found = spread(total, parts)
    assert sum(found) == total
    assert max(found) - min(found) <= 1
    assert all(part >= 0 for part in found)
