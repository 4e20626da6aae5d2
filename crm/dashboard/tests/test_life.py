"""The bar of an account: one stay per stage, a lap after leaving."""

from collections import namedtuple
from datetime import date

from crm.dashboard.account_page.life import how_long, sentence, stretches

Move = namedtuple("Move", "to_stage kind happened_on cycle")
TODAY = date(2026, 11, 17)


def test_a_whole_lap_is_potential_customer_left_customer():
    """2016 potential, Sep 2016 customer, Aug 2023 ended and at once potential again, Mar 2025 won back."""
    moves = [
        Move("potential", "created", date(2016, 2, 1), 1),
        Move("customer", "first_purchase", date(2016, 9, 5), 1),
        Move("former", "ended", date(2023, 8, 1), 1),
        Move("potential", "auto_potential", date(2023, 8, 1), 2),
        Move("customer", "won_back", date(2025, 3, 3), 2),
    ]
    stays = stretches(moves, TODAY)
    assert [(s.mark, s.since, s.until) for s in stays] == [
        ("p", date(2016, 2, 1), date(2016, 9, 5)),
        ("c", date(2016, 9, 5), date(2023, 8, 1)),
        ("f", date(2023, 8, 1), date(2025, 3, 3)),
        ("c", date(2025, 3, 3), None),
    ]
    assert stays[1].label == "Customer, 6 y 11 m"
    assert stays[3].label == "Customer, cycle 2"
    assert sentence(stays).startswith("potential customer since 1 Feb 2016; customer since")


def test_a_customer_from_the_first_day_has_one_stay():
    moves = [
        Move("potential", "created", date(2026, 1, 5), 1),
        Move("customer", "first_purchase", date(2026, 1, 5), 1),
    ]
    assert [s.mark for s in stretches(moves, TODAY)] == ["c"]


def test_no_moves_give_no_bar():
    assert stretches([], TODAY) == []


def test_a_stay_of_days_counts_as_a_month():
    assert how_long(date(2026, 1, 5), date(2026, 1, 9)) == "1 m"
    assert how_long(date(2024, 1, 5), date(2026, 1, 9)) == "2 y"
