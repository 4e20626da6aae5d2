"""The signs of an account, each at its edge; nothing here asks the database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.figures.signs import Sign, as_bits, from_bits, in_the_year, is_falling, signs_of

TODAY = date(2026, 11, 18)


def account(**values):
    none = {
        "last_scored_at": None, "score_fell_at": None, "promise_due_on": None,
        "promise_broken_on": None, "plain_critical_complaints": 0, "plain_complaints_12m": 0,
        "last_score": None, "revenue_12m": 0, "revenue_previous_12m": 0,
    }  # fmt: skip
    return SimpleNamespace(**(none | values))


def found(band="good", silent=0, rhythm=None, **values):
    return signs_of(
        account(**values), band=band, silent_days=silent, rhythm_days=rhythm, falling_percent=20,
        today=TODAY,
    )  # fmt: skip


def at(*day):
    return datetime(*day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "signs"),
    [
        ({}, []),
        ({"plain_critical_complaints": 1}, [Sign.CRITICAL]),
        ({"plain_complaints_12m": 1}, []),
        ({"plain_complaints_12m": 2}, [Sign.REPEAT]),
        ({"last_score": 6, "last_scored_at": at(2026, 1, 2)}, [Sign.DETRACTOR]),
        ({"last_score": 7, "last_scored_at": at(2026, 1, 2)}, []),
        ({"last_score": 0, "last_scored_at": at(2025, 11, 18)}, []),
        ({"score_fell_at": at(2025, 11, 19)}, [Sign.FALLEN]),
        ({"score_fell_at": at(2025, 11, 18)}, []),
        ({"promise_due_on": date(2026, 11, 18)}, []),
        ({"promise_due_on": date(2026, 11, 17)}, [Sign.PROMISE]),
        ({"promise_due_on": date(2024, 1, 1)}, [Sign.PROMISE]),
        ({"promise_broken_on": date(2026, 3, 1)}, [Sign.PROMISE]),
        ({"promise_broken_on": date(2025, 3, 1)}, []),
        ({"revenue_12m": 80, "revenue_previous_12m": 100}, [Sign.FALLING]),
        ({"revenue_12m": 81, "revenue_previous_12m": 100}, []),
        ({"silent": 30, "rhythm": 30}, []),
        ({"silent": 31, "rhythm": 30}, [Sign.SILENT]),
        ({"silent": 900}, []),
        ({"band": "at_risk"}, [Sign.RISK]),
    ],
)  # fmt: skip
def test_each_sign_begins_and_ends_where_the_page_says(values, signs):
    assert found(**values) == signs


def test_a_year_is_365_days_with_today():
    assert in_the_year(date(2025, 11, 19), TODAY)
    assert not in_the_year(date(2025, 11, 18), TODAY)
    assert not in_the_year(None, TODAY)


@given(st.sets(st.sampled_from(list(Sign))))
def test_signs_survive_being_one_number(signs):
    assert set(from_bits(as_bits(signs))) == signs


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 100))
def test_orders_that_grow_never_fall(last, before, percent):
    assert not (is_falling(last, before, percent) and last >= before)
