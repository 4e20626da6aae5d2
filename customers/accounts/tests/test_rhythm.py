"""The rhythm of visits, silence against the next step, and who must have a step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.accounts import rhythm
from customers.accounts.lists import silent_q, unplanned_q
from customers.accounts.models import Account
from customers.tests.factories import NOW, TODAY, AccountFactory


@pytest.mark.parametrize(
    ("visits", "days"), [(12, 30), (24, 15), (4, 91), (1, 365), (7, 52), (365, 1), (0, None)]
)
def test_the_interval_is_365_divided_by_the_visits_rounded_down(visits, days):
    """365 ÷ 12 = 30.4 → 30; ÷ 4 = 91.25 → 91; ÷ 7 = 52.1 → 52 (domain.md §11)."""
    assert rhythm.interval_days(visits) == days


@pytest.mark.parametrize(
    ("last", "visits", "due"),
    [
        (date(2026, 1, 31), 12, date(2026, 3, 2)),
        (date(2026, 1, 1), 12, date(2026, 1, 31)),
        (date(2026, 1, 1), 24, date(2026, 1, 16)),
        (date(2026, 1, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_visit_is_due_the_interval_after_the_last_one(last, visits, due):
    """365 ÷ 12 = 30.4: 30 days; 365 ÷ 24 = 15.2: 15 days."""
    assert rhythm.visit_due_on(last, visits) == due


def test_without_visits_none_is_due():
    with pytest.raises(ValueError, match="one visit"):
        rhythm.visit_due_on(date(2026, 1, 1), 0)


def test_urgency_is_days_late_times_the_weight_of_the_class():
    """Ten days late: A 30, B 20, C 10."""
    due = TODAY - timedelta(days=10)
    assert [rhythm.urgency(due, grade, TODAY) for grade in "ABC"] == [30, 20, 10]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 365))
def test_more_visits_are_never_due_later(day, visits):
    assert rhythm.visit_due_on(day, visits) > day
    if visits > 1:
        assert rhythm.visit_due_on(day, visits) <= rhythm.visit_due_on(day, visits - 1)


CASES = [
    # days silent, rhythm, next step in days, silent?
    (30, 30, None, False),
    (31, 30, None, True),
    (31, 30, 0, False),
    (31, 30, 14, False),
    (31, 30, 15, True),
    (31, 30, -1, True),
    (400, None, None, False),
]


@pytest.mark.parametrize(("days", "every", "step", "silent"), CASES)
def test_a_step_in_the_near_future_is_no_silence(days, every, step, silent):
    """Near is fourteen days; a step of yesterday was not taken and counts for nothing."""
    on = None if step is None else TODAY + timedelta(days=step)
    assert rhythm.is_silent(days, every, on, near_days=14, today=TODAY) is silent


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "every", "step", "silent"), CASES)
def test_the_list_of_silent_accounts_follows_the_same_rule(days, every, step, silent):
    """Class A has a rhythm of 30 days; without a class there is none."""
    on = None if step is None else TODAY + timedelta(days=step)
    spoken = NOW - timedelta(days=days, minutes=0 if days > 30 else -1)
    AccountFactory(account_class="A" if every else "", last_contact_at=spoken, next_step_on=on)
    assert Account.objects.filter(silent_q(NOW)).exists() is silent


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "must"),
    [
        ({"stage": "potential"}, True),
        ({"stage": "potential", "do_not_pursue": True}, False),
        ({"stage": "customer"}, False),
        ({"stage": "customer", "is_key_account": True}, True),
        ({"stage": "customer", "open_deals": 1}, True),
        ({"stage": "customer", "open_deals": 1, "do_not_pursue": True}, False),
    ],
)
def test_who_must_have_a_next_step(fields, must):
    """Every potential customer (unless do not pursue), open deal and key account (product.md §1)."""
    account = AccountFactory(**fields)
    given_fields = {
        name: getattr(account, name)
        for name in ("stage", "is_key_account", "open_deals", "do_not_pursue")
    }
    assert rhythm.needs_step(**given_fields) is must
    assert Account.objects.filter(unplanned_q()).exists() is must
    Account.objects.update(next_step_on=TODAY)
    assert not Account.objects.filter(unplanned_q()).exists()
