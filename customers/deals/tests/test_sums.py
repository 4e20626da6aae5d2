"""Tests of the sums of sales management: the examples of `domain.md` §11."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.numbers import round_half_up
from customers.deals.sums import Segment, break_even_units, extra_volume, workload


def test_break_even_units():
    """180,000 ÷ (250 − 160) = 2,000."""
    assert break_even_units(180_000, 250, 160) == 2_000


@pytest.mark.parametrize("variable", [250, 300])
def test_below_its_variable_cost_nothing_ever_breaks_even(variable):
    assert break_even_units(180_000, 250, variable) is None


def test_five_percent_discount_on_thirty_percent_margin_takes_a_fifth_more():
    """5 ÷ (30 − 5) = 20.0 %."""
    assert round_half_up(extra_volume(30, 5), 1) == Decimal("20.0")
    assert extra_volume(30, 0) == 0


@pytest.mark.parametrize("discount", [30, 31])
def test_giving_the_margin_away_is_impossible_to_make_good(discount):
    assert extra_volume(30, discount) is None


@pytest.mark.parametrize(("margin", "discount"), [(30, -1), (0, 0)])
def test_nonsense_is_refused(margin, discount):
    with pytest.raises(ValueError, match="discount"):
        extra_volume(margin, discount)


@given(st.integers(1, 99), st.integers(0, 98))
def test_the_extra_volume_restores_the_contribution(margin, discount):
    extra = extra_volume(margin, discount)
    if extra is None:
        assert discount >= margin
    else:
        assert (1 + extra / 100) * (margin - discount) == margin


def test_the_workload_method():
    """(40×24×1.5 + 120×12×1 + 300×4×.75) ÷ (220×8×.55) = 3,780 ÷ 968 = 3.905: four people."""
    segments = [
        Segment(40, 24, Decimal("1.5")),
        Segment(120, 12, 1),
        Segment(300, 4, Decimal("0.75")),
    ]
    exact, people = workload(segments, days=220, hours=8, selling_share=Decimal("0.55"))
    assert exact == Fraction(3_780, 968)
    assert round_half_up(exact, 3) == Decimal("3.905")
    assert people == 4


def test_without_selling_hours_there_is_no_answer():
    with pytest.raises(ValueError, match="selling hours"):
        workload([], days=220, hours=8, selling_share=0)
