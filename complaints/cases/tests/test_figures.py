"""The figures of complaint handling, with the example of the domain."""

from decimal import Decimal
from fractions import Fraction

from complaints.cases.figures import cost_per_case, in_time, per_hundred


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
