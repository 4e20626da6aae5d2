"""Tests of the pipeline's figures: the examples of `domain.md` §5."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from customers.deals.score import PipelineFigures, coverage, velocity, weighted, win_rate

money = st.decimals(0, 10**9, places=2)


def test_weighted_is_the_sum_of_amount_times_probability():
    """2,000 + 20,000 + 22,500 = 44,500."""
    rows = [(Decimal(20_000), 10), (Decimal(50_000), 40), (Decimal(30_000), 75)]
    assert weighted(rows) == 44_500
    assert weighted([]) == 0


def test_eighteen_won_of_sixty_decided_is_thirty_percent():
    assert win_rate(18, 42) == 30
    assert win_rate(0, 0) is None
    assert PipelineFigures(open=99, won=18, lost=42).win_rate == 30


def test_velocity_is_money_a_day():
    """20 open × 5,000 × 30 % ÷ 60 days = 500 a day."""
    assert velocity(20, Decimal(5_000), 18, 42, Decimal(60)) == 500
    assert velocity(20, Decimal(5_000), 0, 0, Decimal(60)) is None
    assert velocity(20, None, 1, 1, Decimal(60)) is None
    assert velocity(20, Decimal(5_000), 1, 1, Decimal(0)) is None


def test_coverage_compares_the_pipeline_with_what_is_still_to_win():
    """300,000 open ÷ (500,000 − 400,000) = 3."""
    assert coverage(Decimal(300_000), Decimal(500_000), Decimal(400_000)) == 3
    assert coverage(Decimal(1), Decimal(5), Decimal(5)) is None


@given(st.lists(st.tuples(money, st.integers(0, 100))))
def test_weighted_lies_between_nothing_and_everything(rows):
    assert 0 <= weighted(rows) <= sum((a for a, _ in rows), Decimal(0))
