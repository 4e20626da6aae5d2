"""Tests of deals and orders: one sale is one order, and the first one makes the customer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm.shared.tests.factories import UserFactory
from customers.accounts.events import LifecycleEvent
from customers.accounts.services import end_relationship
from customers.activities.models import Task
from customers.deals import services
from customers.deals.facts import slide_revenue
from customers.deals.models import Deal, DealMove, DealStage, LossReason, Order
from customers.errors import CustomerConflict, CustomerError
from customers.tests.factories import (
    AccountFactory,
    ContactFactory,
    CustomerFactory,
    DealFactory,
    OrderFactory,
    ProductFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def account(owner):
    return AccountFactory(owner=owner)


@pytest.fixture
def deal(account, owner, now):
    return services.create_deal(
        account, title="Boilers", amount=Decimal(20_000), owner=owner, by=owner, now=now
    )


def stage(key):
    return DealStage.objects.get(key=key)


def fresh(account):
    account.refresh_from_db()
    return account


def test_a_deal_starts_in_the_first_stage_with_its_probability(deal, account):
    assert (deal.stage.key, deal.probability, deal.state) == ("new", 10, "open")
    assert (fresh(account).open_deals, account.open_deal_amount) == (1, 20_000)
    assert DealMove.objects.get().to_stage == deal.stage


def test_a_move_writes_its_step_and_takes_the_probability_of_the_stage(deal, owner, now):
    services.move_deal(deal, to=stage("proposal"), by=owner, now=now)
    assert (deal.stage.key, deal.probability) == ("proposal", 50)
    step = DealMove.objects.latest("pk")
    assert (step.from_stage.key, step.to_stage.key, step.moved_by) == ("new", "proposal", owner)


def test_a_probability_somebody_chose_stays_when_the_deal_moves(deal, owner, now):
    services.edit_deal(deal, version=1, probability=33, by=owner, now=now)
    services.move_deal(deal, to=stage("proposal"), by=owner, now=now)
    assert deal.probability == 33


def test_a_move_somebody_just_made_is_told(deal, owner, now):
    stale = Deal.objects.select_related("stage").get(pk=deal.pk)
    services.move_deal(deal, to=stage("proposal"), by=owner, now=now)
    with pytest.raises(CustomerConflict):
        services.move_deal(stale, to=stage("qualified"), by=owner, now=now)
    assert DealMove.objects.count() == 2


def test_to_its_own_stage_nothing_moves(deal, owner, now):
    services.move_deal(deal, to=stage("new"), by=owner, now=now)
    assert DealMove.objects.count() == 1


def test_a_won_deal_is_one_order_and_makes_the_customer(deal, account, owner, now):
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    order = Order.objects.get()
    assert (order.deal, order.amount, order.source) == (deal, 20_000, "deal")
    account = fresh(account)
    assert (account.stage, account.customer_since) == ("customer", TODAY)
    assert (account.open_deals, account.revenue_12m) == (0, 20_000)
    assert (deal.state, deal.probability, deal.closed_on) == ("won", 100, TODAY)
    event = LifecycleEvent.objects.latest("pk")
    assert (event.kind, event.actor) == ("first_purchase", owner)
    assert Task.objects.filter(origin="lifecycle").count() == 1


def test_winning_twice_is_told_and_makes_no_second_order(deal, owner, now):
    stale = Deal.objects.get(pk=deal.pk)
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    with pytest.raises(CustomerConflict):
        services.win_deal(stale, on=TODAY, by=owner, now=now)
    with pytest.raises(CustomerError):
        services.win_deal(deal, on=TODAY, by=owner, now=now)
    assert Order.objects.count() == 1


def test_the_amount_may_be_another_one_and_nothing_forces_it_above_zero(deal, owner, now):
    services.win_deal(deal, on=TODAY, amount=Decimal(0), by=owner, now=now)
    assert Order.objects.get().amount == 0


def test_the_owner_of_the_deal_becomes_the_owner_of_an_account_without_one(owner, now):
    account, seller = AccountFactory(owner=None), UserFactory()
    deal = DealFactory(account=account, owner=seller)
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    assert fresh(account).owner == seller


def test_a_deal_won_before_the_last_end_changes_figures_but_not_the_stage(owner, now):
    account = CustomerFactory(owner=owner)
    end_relationship(account, on=TODAY, initiator="customer", reason="price", by=owner, now=now)
    deal = DealFactory(account=account, opened_on=date(2026, 6, 1))
    services.win_deal(deal, on=date(2026, 10, 1), by=owner, now=now)
    assert fresh(account).stage == "potential"
    assert account.revenue_12m == 10_000


@pytest.mark.parametrize("on", [TODAY + timedelta(1), TODAY - timedelta(1)])
def test_a_deal_is_decided_between_its_start_and_today(deal, owner, now, on):
    with pytest.raises(CustomerError):
        services.win_deal(deal, on=on, by=owner, now=now)
    with pytest.raises(CustomerError):
        services.lose_deal(deal, reason="price", on=on, by=owner, now=now)
    assert Deal.objects.get().state == "open"


@pytest.mark.parametrize("reason", ["", "bad luck", LossReason.UNKNOWN_IMPORTED])
def test_a_lost_deal_needs_a_reason_people_may_give(deal, owner, now, reason):
    with pytest.raises(CustomerError) as refusal:
        services.lose_deal(deal, reason=reason, by=owner, now=now)
    assert refusal.value.field == "reason"


def test_only_the_importer_does_not_know_why(deal, owner, now):
    services.lose_deal(deal, reason=LossReason.UNKNOWN_IMPORTED, by=owner, now=now, imported=True)
    assert deal.state == "lost"


def test_a_lost_deal_keeps_reason_note_and_competitor(deal, account, owner, now):
    services.lose_deal(
        deal, reason="price", note="8 % cheaper", competitor="Vloed BV", by=owner, now=now
    )
    assert (deal.state, deal.probability, deal.loss_reason) == ("lost", 0, "price")
    assert (deal.loss_note, deal.competitor) == ("8 % cheaper", "Vloed BV")
    assert (fresh(account).open_deals, account.open_deal_amount) == (0, 0)


def test_a_reopened_lost_deal_stands_where_it_stood(deal, account, owner, now):
    services.move_deal(deal, to=stage("proposal"), by=owner, now=now)
    services.lose_deal(deal, reason="price", by=owner, now=now)
    services.reopen_deal(deal, by=owner, now=now)
    assert (deal.state, deal.stage.key, deal.probability) == ("open", "proposal", 50)
    assert (deal.closed_on, deal.loss_reason) == (None, "")
    assert fresh(account).open_deals == 1


def test_reopening_a_won_deal_takes_its_order_back_but_rewrites_no_history(
    deal, account, owner, now
):
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    services.reopen_deal(deal, by=owner, now=now)
    assert not Order.objects.exists()
    account = fresh(account)
    assert (account.revenue_12m, account.stage) == (0, "customer")
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    assert Order.objects.count() == 1


def test_an_order_the_books_know_is_not_taken_back(deal, owner, now):
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    Order.objects.update(external_ref="F-2026-17")
    with pytest.raises(CustomerError, match="F-2026-17"):
        services.reopen_deal(deal, by=owner, now=now)
    deal.refresh_from_db()
    assert deal.state == "won"


def test_a_decided_deal_does_not_change(deal, owner, now):
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    with pytest.raises(CustomerError):
        services.edit_deal(deal, version=deal.version, amount=Decimal(1), by=owner, now=now)
    with pytest.raises(CustomerError):
        services.move_deal(deal, to=stage("proposal"), by=owner, now=now)


def test_the_second_editor_sees_both_versions(deal, owner, now):
    services.edit_deal(deal, version=1, amount=Decimal(1), by=owner, now=now)
    with pytest.raises(CustomerConflict) as refusal:
        services.edit_deal(deal, version=1, amount=Decimal(2), title="Boilers", by=owner, now=now)
    assert refusal.value.current.amount == 1
    assert refusal.value.mine == {"amount": Decimal(2)}


def test_a_deal_refuses_a_contact_of_another_account(account, owner, now):
    with pytest.raises(CustomerError):
        services.create_deal(account, title="x", contact=ContactFactory(), by=owner, now=now)


def test_the_product_group_goes_to_the_order(account, owner, now):
    deal = DealFactory(account=account, product=ProductFactory(group="Heat pumps"))
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    assert Order.objects.get().product_group == "Heat pumps"


def order(account, owner, now, **changes):
    fields = {"ordered_on": TODAY, "amount": Decimal(500), "by": owner, "now": now}
    return services.add_order(account, **(fields | changes))


def test_the_first_order_makes_the_customer(account, owner, now):
    order(account, owner, now)
    assert fresh(account).stage == "customer"
    assert account.revenue_12m == 500


def test_the_reference_of_an_order_is_unique_per_source(account, owner, now):
    order(account, owner, now, external_ref="F-1")
    with pytest.raises(CustomerError) as refusal:
        order(account, owner, now, external_ref="F-1")
    assert refusal.value.field == "external_ref"
    order(account, owner, now, external_ref="F-1", source="import")


def test_a_won_deal_and_the_imported_order_of_that_sale_are_one_row(deal, account, owner, now):
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    order(account, owner, now, amount=Decimal(19_500), external_ref="F-9", deal=deal)
    assert Order.objects.get().external_ref == "F-9"
    assert fresh(account).revenue_12m == 19_500


def test_an_order_of_tomorrow_is_refused(account, owner, now):
    with pytest.raises(CustomerError):
        order(account, owner, now, ordered_on=TODAY + timedelta(1))
    assert fresh(account).stage == "potential"


def test_editing_and_deleting_an_order_keeps_the_revenue(account, owner, now):
    one = order(account, owner, now)
    services.edit_order(one, version=1, amount=Decimal(700), by=owner, now=now)
    assert fresh(account).revenue_12m == 700
    with pytest.raises(CustomerConflict):
        services.edit_order(one, version=1, amount=Decimal(1), by=owner, now=now)
    services.delete_order(one, by=owner, now=now)
    assert fresh(account).revenue_12m == 0


def test_the_order_of_a_deal_is_not_deleted_alone(deal, owner, now):
    services.win_deal(deal, on=TODAY, by=owner, now=now)
    with pytest.raises(CustomerError):
        services.delete_order(Order.objects.get(), by=owner, now=now)


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2025, 11, 18), (500, 0)),
        (date(2025, 11, 17), (0, 500)),
        (date(2024, 11, 18), (0, 500)),
        (date(2024, 11, 17), (0, 0)),
    ],
)
def test_the_edges_of_the_two_years(account, owner, now, on, years):
    order(account, owner, now, ordered_on=on)
    account = fresh(account)
    assert (account.revenue_12m, account.revenue_previous_12m) == years


def test_an_order_slides_out_of_the_year_by_itself_and_only_once(account, owner, now):
    order(account, owner, now, ordered_on=date(2025, 11, 18))
    OrderFactory(account=AccountFactory())
    assert slide_revenue(now) == 0
    tomorrow = now + timedelta(days=1)
    assert slide_revenue(tomorrow) == 1
    account = fresh(account)
    assert (account.revenue_12m, account.revenue_previous_12m) == (0, 500)
    assert slide_revenue(tomorrow) == 0


def test_a_leap_day_looks_back_to_the_28th(account, owner, now):
    leap = now.replace(year=2028, month=2, day=29)
    OrderFactory(account=account, ordered_on=date(2027, 3, 1))
    OrderFactory(account=account, ordered_on=date(2027, 2, 28), amount=Decimal(7))
    slide_revenue(leap)
    account = fresh(account)
    assert (account.revenue_12m, account.revenue_previous_12m) == (1000, 7)


def test_the_pipeline_of_the_book(owner, now):
    """20k at 10 %, 50k at 40 %, 30k at 75 % = 44,500 weighted; 18 won, 42 lost = 30 %."""
    account = AccountFactory(owner=owner)
    for amount, chance in ((20_000, 10), (50_000, 40), (30_000, 75)):
        DealFactory(account=account, amount=Decimal(amount), probability=chance)
    DealFactory.create_batch(18, account=account, state="won")
    DealFactory.create_batch(42, account=account, state="lost")
    figures = Deal.objects.all().figures()
    assert (figures.weighted, figures.open, figures.open_amount) == (44_500, 3, 100_000)
    assert figures.win_rate == 30
    assert Deal.objects.all().figures_by("owner_id") == {owner.pk: figures}


def test_quiet_and_late_deals_are_found_by_the_rule(now):
    spoken = AccountFactory(last_contact_at=now - timedelta(days=13))
    silent = AccountFactory(last_contact_at=now - timedelta(days=14))
    old, new = date(2026, 1, 1), TODAY - timedelta(days=13)
    DealFactory(account=spoken, opened_on=old)
    quiet = DealFactory(account=silent, opened_on=old)
    DealFactory(account=silent, opened_on=new)
    never = DealFactory(opened_on=old)
    DealFactory(account=silent, opened_on=old, state="lost")
    assert set(Deal.objects.quiet(now, 14, {})) == {quiet, never}
    assert set(Deal.objects.quiet(now, 14, {never.stage_id: 15})) == {never}
    late = DealFactory(expected_close=TODAY - timedelta(days=1))
    DealFactory(expected_close=TODAY)
    assert list(Deal.objects.late(TODAY)) == [late]
