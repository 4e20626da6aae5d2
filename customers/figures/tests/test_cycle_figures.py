"""The figures of the cycle, with the example of `domain.md` §2."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.numbers import round_half_up
from customers.figures.cycle import Event, Flow, measure, state_on

BEFORE, UNTIL = date(2025, 12, 31), date(2026, 12, 31)
OLD, INSIDE = date(2025, 6, 1), date(2026, 6, 1)


def created(pk, on=OLD):
    return Event(pk, on, "created", "potential", 1)


def bought(pk, on, cycle=1):
    return Event(pk, on, "first_purchase" if cycle == 1 else "won_back", "customer", cycle)


def left(pk, on, cycle=1, by="customer"):
    return [
        Event(pk, on, "ended", "former", cycle, by),
        Event(pk, on, "auto_potential", "potential", cycle + 1),
    ]


def flow(*events):
    return measure(events, before=BEFORE, until=UNTIL)


def one(value):
    return round_half_up(value, 1)


def test_the_example_of_the_domain():
    """Start 120, new 18, won back 2, lost 9 (3 by the supplier), former at the start 40.

    9 ÷ 120 = 7.5 %; (9 − 3) ÷ 120 = 5.0 %; 111 ÷ 120 = 92.5 %; 120 + 18 + 2 − 9 = 131; 2 ÷ 40 = 5.0 %.
    """
    events = []
    for pk in range(120):
        events += [created(pk), bought(pk, OLD)]
        if pk < 9:
            events += left(pk, INSIDE, by="supplier" if pk < 3 else "customer")
    for pk in range(120, 160):
        events += [created(pk), bought(pk, OLD), *left(pk, OLD)]
        if pk < 122:
            events.append(bought(pk, INSIDE, cycle=2))
    for pk in range(160, 178):
        events += [created(pk, INSIDE), bought(pk, INSIDE)]
    got = flow(*events)
    assert (got.start, got.new, got.won_back, got.lost, got.former_start) == (120, 18, 2, 9, 40)
    assert one(got.churn) == Decimal("7.5")
    assert one(got.churn_by_customer) == Decimal("5.0")
    assert one(got.retention) == Decimal("92.5")
    assert got.end == 131
    assert one(got.win_back) == Decimal("5.0")
    assert (got.lost_by_supplier, got.corrected, got.came_and_left) == (3, 0, 0)


def test_the_same_counts_give_the_same_rates():
    got = Flow(start=120, lost=9, lost_by_customer=6, former_start=40, won_back_cohort=2)
    assert [one(x) for x in (got.churn, got.churn_by_customer, got.retention, got.win_back)] == [
        Decimal("7.5"),
        Decimal("5.0"),
        Decimal("92.5"),
        Decimal("5.0"),
    ]


def test_without_customers_there_is_no_rate():
    got = Flow()
    assert (got.churn, got.churn_by_customer, got.retention, got.win_back) == (None,) * 4


def test_who_came_and_left_inside_the_period_is_shown_apart():
    got = flow(created(1, INSIDE), bought(1, INSIDE), *left(1, date(2026, 7, 1)))
    assert (got.start, got.new, got.lost, got.came_and_left, got.end) == (0, 1, 0, 1, 0)
    assert got.churn is None


def test_who_left_and_came_back_inside_the_period_was_lost_and_won_back():
    got = flow(created(1), bought(1, OLD), *left(1, INSIDE), bought(1, date(2026, 8, 1), cycle=2))
    assert (got.start, got.lost, got.won_back, got.won_back_cohort, got.end) == (1, 1, 1, 0, 1)
    assert got.win_back is None


def test_an_end_that_was_corrected_is_no_loss():
    undo = Event(1, date(2026, 6, 2), "correction", "customer", 1)
    got = flow(created(1), bought(1, OLD), *left(1, INSIDE), undo)
    assert (got.start, got.lost, got.corrected, got.end) == (1, 0, 0, 1)


def test_a_purchase_that_was_corrected_is_no_new_customer():
    undo = Event(1, date(2026, 6, 2), "correction", "potential", 1)
    got = flow(created(1), bought(1, INSIDE), undo)
    assert (got.new, got.corrected, got.end) == (0, 0, 0)


def test_a_history_imported_later_tells_about_earlier_days():
    """Added today with an order of two years ago: a customer in between, whatever was recorded first."""
    events = [created(1, date(2026, 11, 1)), bought(1, date(2024, 11, 1))]
    assert state_on(events, date(2024, 10, 31)) == ("", 0)
    assert state_on(events, date(2025, 6, 1)) == ("customer", 1)
    assert state_on(events, date(2026, 12, 1)) == ("customer", 1)


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 700), st.booleans(), st.booleans()), max_size=40
    )
)
def test_start_plus_came_minus_left_is_the_end(steps):
    """Random honest laps: start + new + won back − lost − came and left = end, whatever the order."""
    histories = {}
    for pk, gap, supplier, _ in steps:
        events = histories.setdefault(pk, [created(pk, date(2025, 1, 1))])
        on = events[-1].happened_on + timedelta(days=gap)
        if events[-1].to_stage == "customer":
            events += left(pk, on, events[-1].cycle, "supplier" if supplier else "customer")
        else:
            events.append(bought(pk, on, events[-1].cycle))
    got = flow(*(e for pk in sorted(histories) for e in histories[pk]))
    assert got.start + got.came - got.lost - got.came_and_left + got.corrected == got.end
    assert got.corrected == 0
    assert got.lost <= got.start
    assert got.lost_by_customer + got.lost_by_supplier == got.lost
    if got.start:
        assert got.churn + got.retention == 100


@pytest.mark.parametrize("day", [BEFORE, UNTIL])
def test_the_first_day_counts_and_the_day_before_does_not(day):
    got = flow(created(1), bought(1, day))
    assert (got.start, got.new) == ((1, 0) if day == BEFORE else (0, 1))


def test_time_to_win_back_is_the_median_of_those_who_came_back():
    """Away 40, 100 and 400 days → median 100; with a fourth of 200 days (100 + 200) ÷ 2 = 150."""
    day = date(2026, 6, 1)

    def away(account, days):
        return [
            Event(account, date(2024, 1, 1), "created", "potential", 1),
            Event(account, date(2024, 2, 1), "first_purchase", "customer", 1),
            Event(account, day - timedelta(days=days), "ended", "former", 1, "customer"),
            Event(account, day - timedelta(days=days), "auto_potential", "potential", 2),
            Event(account, day, "won_back", "customer", 2),
        ]

    def flow(*days):
        events = [event for n, gone in enumerate(days) for event in away(n, gone)]
        return measure(events, before=date(2025, 12, 31), until=date(2026, 12, 31))

    assert flow(40, 100, 400).time_to_win_back == 100
    assert flow(40, 100, 400, 200).time_to_win_back == 150
    assert flow().time_to_win_back is None
