"""The figures of complaint handling, with the example of the domain."""

from decimal import Decimal
from fractions import Fraction

import pytest

from complaints.cases.figures import cost_per_case, in_time, median, p90, per_hundred, percentile

HOURS = [2, 3, 5, 8, 8, 12, 16, 20, 40, 96]


def test_median_and_ninetieth_percentile_are_linear():
    """Rank 4.5 lies between 8 and 12: 10. Rank 8.1 lies 0.1 above 40 towards 96: 45.6."""
    assert median(HOURS) == 10.0
    assert p90(HOURS) == pytest.approx(45.6)
    assert p90(list(reversed(HOURS))) == pytest.approx(45.6)


def test_one_value_is_its_own_percentile_and_none_has_no_percentile():
    assert percentile([7], 0.9) == 7
    assert median([]) is None


def test_open_and_overdue_counts_as_breached_and_open_in_time_not_at_all():
    """Met, met late, open late, open in time: 1 met and 2 breached."""
    figure = in_time([(True, False), (True, True), (False, True), (False, False)])
    assert (figure.met, figure.breached, figure.share) == (1, 2, Fraction(1, 3))


def test_without_decided_terms_there_is_no_share():
    assert in_time([(False, False)]).share is None


def test_complaints_are_counted_per_hundred_customers():
    assert per_hundred(6, 120) == 5
    assert per_hundred(6, 0) is None


def test_cost_is_per_case():
    assert cost_per_case(Decimal(18460), 47) == Decimal(18460) / 47
    assert cost_per_case(Decimal(0), 0) is None
