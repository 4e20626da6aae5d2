"""Tests of the stored sums: what every act on a deal does to them is what a fresh addition finds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.shared.figures import checks
from crm.shared.tests.factories import UserFactory
from customers.deals import services
from customers.deals.models import Deal
from customers.figures.recount_totals import compare_totals, fresh_totals, mend_total
from customers.forecast.cells import live_cells, stored_cells
from customers.forecast.models import DealTotal
from customers.forecast.totals import shift
from customers.pipelines.models import DealStage
from customers.tests.factories import AccountFactory, DealFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)
ACTS = ("edit", "owner", "move", "win", "lose", "reopen")


def stages():
    return list(DealStage.objects.order_by("position"))


def do(act, deal, number, *, by, now):
    """Carry out one act if the deal's state allows it."""
    deal = Deal.objects.select_related("stage", "account", "owner", "product").get(pk=deal.pk)
    if act == "reopen" and deal.state != "open":
        return services.reopen_deal(deal, by=by, now=now)
    if deal.state != "open" or act == "reopen":
        return None
    if act == "edit":
        fields = {"amount": Decimal(number) + Decimal("0.35"), "forecast": "commit"}
        fields["expected_close"] = TODAY + timedelta(days=number)
        return services.edit_deal(deal, version=deal.version, by=by, now=now, **fields)
    if act == "owner":
        other = UserFactory()
        return services.edit_deal(deal, version=deal.version, owner=other, by=by, now=now)
    if act == "move":
        return services.move_deal(deal, to=stages()[number % 4], by=by, now=now)
    if act == "win":
        return services.win_deal(deal, on=TODAY, by=by, now=now)
    return services.lose_deal(deal, reason="price", by=by, now=now)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 90)), max_size=8))
def test_after_any_acts_nothing_differs(now, acts):
    owner = UserFactory()
    deal = services.create_deal(
        AccountFactory(owner=owner),
        title="x",
        amount=Decimal("100.10"),
        owner=owner,
        by=owner,
        now=now,
    )
    for act, number in acts:
        do(act, deal, number, by=owner, now=now)
    assert list(compare_totals(now)) == []


def test_a_cell_counts_money_chance_and_days(now):
    """20,000 at 10 % → 2,000 weighted; won 12 days after opening → 12 days."""
    deal = DealFactory(amount=20_000, opened_on=TODAY - timedelta(days=12), expected_close=TODAY)
    cell = stored_cells(Q(), "state", "month")[0]
    assert (cell.count, cell.amount, cell.weighted) == (1, 20_000, 2_000)
    assert cell.month == date(2026, 11, 1)
    services.win_deal(deal, on=TODAY, by=deal.owner, now=now)
    cell = stored_cells(Q(), "state")[0]
    assert (cell.state, cell.count, cell.days, cell.weighted) == ("won", 1, 12, 0)


def test_stored_and_live_sums_are_the_same_cells():
    for number in range(4):
        DealFactory(amount=Decimal("10.15") * number, expected_close=TODAY + timedelta(40 * number))
    DealFactory(state="won", opened_on=TODAY - timedelta(days=3))
    DealFactory(state="lost", expected_close=None, owner=None)
    by = ("state", "stage_id", "owner_id", "team_id", "month", "kind")
    live, capped = live_cells(Deal.objects.all(), *by)
    key = str
    assert sorted(live, key=key) == sorted(stored_cells(Q(), *by), key=key)
    assert not capped


def test_a_mistake_is_found_and_mended(now):
    deal = DealFactory(amount=50)
    DealTotal.objects.update(count=7)
    DealFactory(account=deal.account, expected_close=None, amount=1)
    DealTotal.objects.filter(month=None).delete()
    found = list(compare_totals(now))
    assert len(found) == 2
    for difference in found:
        mend_total(difference, now)
    assert list(compare_totals(now)) == []
    assert "sums of deals" in {check.name for check in checks()}


def test_accounts_in_the_bin_leave_the_sums(now):
    deal = DealFactory()
    shift(out=[deal])
    deal.account.deleted_at = now
    deal.account.save()
    assert fresh_totals() == {}
    assert list(compare_totals(now)) == []


def test_sums_cost_the_same_when_deals_double():
    def cost():
        with CaptureQueriesContext(connection) as queries:
            stored_cells(Q(), "state", "stage_id")
        return len(queries), DealTotal.objects.count()

    account = AccountFactory()
    DealFactory.create_batch(3, account=account)
    before = cost()
    DealFactory.create_batch(6, account=account)
    assert cost() == before == (1, 1)
