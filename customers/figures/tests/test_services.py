"""Figures of the cycle from the database, and health as days pass."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.shared.tests.factories import UserFactory
from customers.accounts.models import Account
from customers.accounts.services import (
    correct_stage,
    create_account,
    end_relationship,
    make_customer,
    update_facts,
)
from customers.errors import CustomerError
from customers.figures.services import (
    RingCounts,
    cycle_flow,
    refresh_health_of_the_day,
    ring_counts,
)
from customers.tests.factories import AccountFactory, CustomerFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)


def test_the_ring_counts_every_account_once():
    owner = UserFactory()
    AccountFactory.create_batch(2, owner=owner)
    CustomerFactory(owner=owner)
    AccountFactory(owner=owner, is_former=True)
    AccountFactory(owner=owner, stage="former")
    AccountFactory()
    mine = Account.objects.filter(owner=owner)
    assert ring_counts(mine) == RingCounts(potential=2, customer=1, former=2)
    assert ring_counts(mine).total == mine.count() == 5
    assert mine.former().count() == 2


def test_the_flow_of_a_period(django_assert_max_num_queries):
    """Start: 2 customers, 1 former. One leaves in June, one is new, the former one returns: end 3."""
    stays, leaves = CustomerFactory.create_batch(2, customer_since=date(2025, 12, 15))
    returns = AccountFactory(
        is_former=True, customer_since=date(2025, 12, 2), ended_on=date(2025, 12, 20)
    )
    fresh = AccountFactory()
    end_relationship(
        leaves, on=date(2026, 6, 1), initiator="customer", reason="price", by=None, now=NOW
    )
    make_customer(returns, on=date(2026, 7, 1), by=None, now=NOW)
    make_customer(fresh, on=date(2026, 8, 1), by=None, now=NOW)
    with django_assert_max_num_queries(3):
        flow = cycle_flow(Account.objects.all(), start=date(2026, 1, 1), end=date(2026, 12, 31))
    assert (flow.start, flow.new, flow.won_back, flow.lost, flow.end) == (2, 1, 1, 1, 3)
    assert (flow.former_start, flow.win_back, flow.churn) == (1, 100, 50)
    earlier = cycle_flow(Account.objects.all(), start=date(2026, 1, 1), end=date(2026, 5, 31))
    assert (earlier.start, earlier.lost, earlier.end) == (2, 0, 2)
    mine = cycle_flow(
        Account.objects.filter(pk=stays.pk), start=date(2026, 1, 1), end=date(2026, 12, 31)
    )
    assert (mine.start, mine.lost, mine.end, mine.former_start) == (1, 0, 1, 0)


def test_health_is_stored_with_its_facts_and_its_class():
    """Class A, contact today: 15 + 25 + 20 + 12.5 = 72.5; a detractor takes 15 off."""
    user = UserFactory()
    account = create_account(by=user, now=NOW, name="De Brug", owner=user, account_class="A")
    assert (account.health, account.health_band) == (Decimal("72.5"), "attention")
    update_facts(account.pk, now=NOW, last_score=3, last_scored_at=NOW)
    account.refresh_from_db()
    assert (account.health, account.health_band) == (Decimal("57.5"), "attention")
    with pytest.raises(TypeError):
        update_facts(account.pk, now=NOW, stage="customer")


def test_health_falls_as_days_pass_without_contact():
    """Rhythm of A: 30 days. After 60 days engagement is 50: 15 + 25 + 10 + 12.5 = 62.5."""
    user = UserFactory()
    account = create_account(by=user, now=NOW, name="De Brug", account_class="A")
    assert refresh_health_of_the_day(NOW) == 0
    later = NOW + timedelta(days=60)
    assert refresh_health_of_the_day(later) == 1
    assert refresh_health_of_the_day(later) == 0
    account.refresh_from_db()
    assert account.health == Decimal("62.5")
    assert account.figures_on == TODAY + timedelta(days=60)


def test_a_cut_off_refresh_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr("customers.figures.services.CHUNK", 2)
    AccountFactory.create_batch(5)
    later = NOW + timedelta(days=1)
    refresh_health_of_the_day(later, limit=2)
    assert Account.objects.filter(figures_on__lt=TODAY + timedelta(days=1)).count() == 3
    refresh_health_of_the_day(later)
    assert not Account.objects.filter(figures_on__lt=TODAY + timedelta(days=1)).exists()


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["buy", "sale", "end", "to potential", "to customer", "to former"]),
        st.integers(-20, 20),
    ),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES)
def test_a_random_walk_keeps_account_and_events_together(moves, db):
    """Whatever is tried: the row stands where its last event left it, and the events form a chain."""
    boss = UserFactory(role="manager")
    account = create_account(by=boss, now=NOW, name="Walker", owner=boss)
    for move, shift in moves:
        on = TODAY + timedelta(days=shift)
        try:
            if move in ("buy", "sale"):
                make_customer(account, on=on, by=boss, now=NOW, by_hand=move == "buy")
            elif move == "end":
                end_relationship(
                    account, on=on, initiator="customer", reason="price", by=boss, now=NOW
                )
            else:
                to = move.removeprefix("to ")
                correct_stage(account, to=to, reason="Walk", by=boss, now=NOW)
        except CustomerError:
            pass
        in_memory = (account.stage, account.is_former, account.cycle)
        account.refresh_from_db()
        assert in_memory == (account.stage, account.is_former, account.cycle)
    events = list(account.lifecycle_events.order_by("pk"))
    assert events[0].from_stage == ""
    for one, two in zip(events, events[1:], strict=False):
        assert one.to_stage == two.from_stage
    assert (events[-1].to_stage, events[-1].cycle) == (account.stage, account.cycle)
    assert account.stage != "former"  # without a rest period nobody stays
    assert (account.stage == "customer") <= (account.customer_since is not None)
    assert account.is_former == (account.stage == "potential" and account.cycle > 1)
    flow = cycle_flow(Account.objects.filter(pk=account.pk), start=TODAY, end=TODAY)
    assert flow.start + flow.came - flow.lost - flow.came_and_left + flow.corrected == flow.end
