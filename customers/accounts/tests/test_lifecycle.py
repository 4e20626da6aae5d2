"""The cycle's table of moves: every pair of stages with every kind (`domain.md` §2)."""

from datetime import date, timedelta
from itertools import product

import pytest

from customers.accounts import lifecycle
from customers.accounts.lifecycle import Position
from customers.errors import CustomerError

TODAY = date(2026, 11, 17)
STAGES = ("potential", "customer", "former")
KINDS = ("created", "first_purchase", "won_back", "ended", "auto_potential", "correction")
ALLOWED = {
    ("created", "", "potential"),
    ("first_purchase", "potential", "customer"),
    ("won_back", "potential", "customer"),
    ("ended", "customer", "former"),
    ("auto_potential", "former", "potential"),
    *(("correction", a, b) for a, b in product(STAGES, STAGES) if a != b),
}


@pytest.mark.parametrize(("kind", "source", "target"), product(KINDS, ("", *STAGES), STAGES))
def test_exactly_the_moves_of_the_table_are_allowed(kind, source, target):
    move = lifecycle.find_move(kind, source, target)
    assert (move is not None) == ((kind, source, target) in ALLOWED)
    if move is None:
        with pytest.raises(CustomerError) as refusal:
            lifecycle.require(kind, source, target)
        assert str(refusal.value)


def test_who_may_make_which_move():
    assert {m.kind for m in lifecycle.targets("potential", "user")} == {
        "first_purchase",
        "won_back",
    }
    assert {m.kind for m in lifecycle.targets("customer", "user")} == {"ended"}
    assert lifecycle.targets("former", "user") == ()
    assert {m.kind for m in lifecycle.targets("former", "system")} == {"auto_potential"}
    assert {m.target for m in lifecycle.targets("former", "manager")} == {"customer", "potential"}


@pytest.mark.parametrize(
    ("cycle", "kind"), [(1, "first_purchase"), (2, "won_back"), (7, "won_back")]
)
def test_a_purchase_is_the_first_one_only_in_cycle_one(cycle, kind):
    assert lifecycle.purchase_kind(cycle) == kind


def test_buying_makes_a_customer_since_that_day():
    was = Position(is_former=True, cycle=2, ended_on=date(2026, 1, 1), do_not_pursue=True)
    now = lifecycle.buy(was, on=date(2026, 11, 16), today=TODAY)
    assert (now.stage, now.is_former, now.cycle) == ("customer", False, 2)
    assert (now.customer_since, now.do_not_pursue) == (date(2026, 11, 16), False)


@pytest.mark.parametrize(
    ("position", "on"),
    [
        (Position(stage="customer", customer_since=TODAY), TODAY),
        (Position(stage="former", is_former=True), TODAY),
        (Position(), TODAY + timedelta(days=1)),
        (Position(is_former=True, cycle=2, ended_on=TODAY), TODAY - timedelta(days=1)),
    ],
)
def test_a_purchase_that_cannot_be_is_refused_with_a_sentence(position, on):
    with pytest.raises(CustomerError) as refusal:
        lifecycle.buy(position, on=on, today=TODAY)
    assert len(str(refusal.value)) > 20


@pytest.mark.parametrize(
    ("days", "moves"), [(-1, False), (0, True), (1, True)], ids=["before", "same day", "after"]
)
def test_a_sale_dated_before_the_last_end_changes_figures_not_the_stage(days, moves):
    left = Position(is_former=True, cycle=2, ended_on=TODAY)
    assert lifecycle.changes_stage(left, TODAY + timedelta(days=days)) is moves


def test_an_end_starts_the_rest_period():
    customer = Position(stage="customer", customer_since=date(2026, 1, 1))
    left = lifecycle.end(customer, on=TODAY, today=TODAY, initiator="customer", rest_days=30)
    assert (left.stage, left.is_former, left.cycle) == ("former", True, 1)
    assert left.rest_until == date(2026, 12, 17)
    assert not lifecycle.rest_is_over(left, date(2026, 12, 16))
    assert lifecycle.rest_is_over(left, date(2026, 12, 17))
    back = lifecycle.return_to_potential(left, today=date(2026, 12, 17))
    assert (back.stage, back.is_former, back.cycle) == ("potential", True, 2)


def test_nobody_returns_while_the_rest_period_runs():
    left = Position(stage="former", is_former=True, rest_until=TODAY + timedelta(days=1))
    with pytest.raises(CustomerError):
        lifecycle.return_to_potential(left, today=TODAY)


@pytest.mark.parametrize(("initiator", "left_alone"), [("customer", False), ("supplier", True)])
def test_ended_by_us_means_do_not_pursue(initiator, left_alone):
    customer = Position(stage="customer", customer_since=date(2026, 1, 1))
    left = lifecycle.end(customer, on=TODAY, today=TODAY, initiator=initiator, rest_days=0)
    assert left.do_not_pursue is left_alone


@pytest.mark.parametrize("on", [date(2025, 12, 31), TODAY + timedelta(days=1)])
def test_an_end_before_the_start_or_in_the_future_is_no_end_now(on):
    customer = Position(stage="customer", customer_since=date(2026, 1, 1))
    with pytest.raises(CustomerError) as refusal:
        lifecycle.end(customer, on=on, today=TODAY, initiator="customer", rest_days=0)
    assert refusal.value.field == "on"


def correct(position, to):
    return lifecycle.correct(position, to=to, on=TODAY, rest_days=0)


def test_a_correction_back_to_customer_takes_the_lap_back():
    """An end by mistake: potential in cycle 2 was a customer in cycle 1."""
    since = date(2026, 1, 1)
    was = Position("potential", True, 2, since, ended_on=date(2026, 11, 1))
    assert correct(was, "customer") == Position("customer", False, 1, since)
    rests = Position("former", True, 1, since, ended_on=date(2026, 11, 1), rest_until=TODAY)
    assert correct(rests, "customer") == Position("customer", False, 1, since)


def test_a_correction_of_a_purchase_that_was_none_keeps_the_cycle():
    assert correct(Position("customer", False, 1, TODAY), "potential") == Position()
    again = correct(Position("customer", False, 3, TODAY, ended_on=date(2026, 1, 1)), "potential")
    assert (again.stage, again.is_former, again.cycle) == ("potential", True, 3)


def test_a_correction_to_the_same_stage_is_refused():
    for stage in STAGES:
        with pytest.raises(CustomerError):
            correct(Position(stage, stage == "former", 1, TODAY), stage)
