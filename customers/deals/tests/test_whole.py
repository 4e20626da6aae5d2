"""Tests that winning and reopening are all or nothing, and that the page says what happened."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.shared.audit.models import AuditEntry
from customers.accounts.events import LifecycleEvent
from customers.activities.models import Task
from customers.deals import services
from customers.deals.discount import told
from customers.deals.models import Deal, DealMove, Order
from customers.deals.orders import edit_order
from customers.figures.recount_totals import compare_totals
from customers.forecast.models import DealTotal
from customers.tests.factories import DealFactory, ProductFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)
TAKEN = ("customers_account", "customers_order")


def everything(deal):
    """Return all that winning touches."""
    deal.account.refresh_from_db()
    account = deal.account
    return (
        list(Deal.objects.values()),
        list(Order.objects.values()),
        DealMove.objects.count(),
        LifecycleEvent.objects.count(),
        Task.objects.count(),
        AuditEntry.objects.count(),
        list(DealTotal.objects.order_by("pk").values()),
        (account.stage, account.open_deals, account.revenue_12m, account.customer_since),
    )


@pytest.mark.parametrize("step", ["order_of_won_deal", "make_customer", "refresh_deals", "shift"])
def test_a_fault_in_the_middle_of_winning_leaves_nothing(monkeypatch, now, step):
    deal = DealFactory(opened_on=TODAY)
    before = everything(deal)

    def fail(*args, **kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr(services, step, fail)
    with pytest.raises(RuntimeError):
        services.win_deal(deal, on=TODAY, by=deal.owner, now=now, amount=Decimal(5))
    assert everything(deal) == before


def test_reopening_takes_back_the_order_and_the_sums(now):
    deal = DealFactory(opened_on=TODAY, amount=700)
    services.win_deal(deal, on=TODAY, by=deal.owner, now=now)
    deal.account.refresh_from_db()
    assert (deal.account.stage, deal.account.revenue_12m) == ("customer", 700)
    services.reopen_deal(Deal.objects.get(pk=deal.pk), by=deal.owner, now=now)
    deal.account.refresh_from_db()
    assert (Order.objects.count(), deal.account.revenue_12m) == (0, 0)
    assert deal.account.stage == "customer"
    assert LifecycleEvent.objects.filter(kind="first_purchase").count() == 1
    assert list(compare_totals(now)) == []


def test_reopening_takes_hold_of_the_account_before_the_order_as_editing_does(now):
    """Two colleagues, one reopening the deal and one editing its order, would wait for each other for ever."""
    deal = DealFactory(opened_on=TODAY)
    services.win_deal(deal, on=TODAY, by=deal.owner, now=now)
    order = Order.objects.get()

    def reopen():
        services.reopen_deal(Deal.objects.get(pk=deal.pk), by=deal.owner, now=now)

    def edit():
        edit_order(order, version=order.version, by=deal.owner, now=now, amount=Decimal(5))

    for act in (edit, reopen):
        with CaptureQueriesContext(connection) as asked:
            act()
        tables = [
            next((t for t in TAKEN if f'FROM "{t}"' in q["sql"] or f'UPDATE "{t}"' in q["sql"]), "")
            for q in asked
        ]
        assert tables.index(TAKEN[0]) < tables.index(TAKEN[1]), act


def test_the_page_says_what_winning_did(people, seller):  # noqa: F811
    deal = DealFactory(account=people.account, opened_on=people.today, amount=1250)
    address = reverse("deals:win", args=[deal.pk])
    answer = seller.post(
        address, {"on": people.today.isoformat(), "amount": "1250.00"}, follow=True
    )
    html = answer.content.decode()
    assert "became a customer with this deal" in html
    assert "1,250.00" in html
    assert "takes the order and its revenue back" in html


def test_a_card_somebody_else_moved_stays_there(people, seller, now):  # noqa: F811
    """The reader saw it in New; by now it stands in Proposal: nothing moves, the reader is told."""
    deal = DealFactory(account=people.account)
    seen, stages = deal.stage_id, list(deal.stage.pipeline.stages.order_by("position"))
    services.move_deal(deal, to=stages[2], by=people.manager, now=now)
    address = reverse("deals:move", args=[deal.pk])
    answer = seller.post(
        address, {"to": stages[1].pk, "seen": seen}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer["HX-Trigger"]) == (409, "kring:moved")
    deal.refresh_from_db()
    assert deal.stage == stages[2]
    board = seller.get(reverse("deals:list"), headers={"HX-Request": "true"}).content.decode()
    assert "had just been moved to Proposal" in board


def test_a_discount_says_what_it_takes():
    """CM 30 %, −5 % → 5 ÷ 25 = +20.0 %; −30 % of CM 30 % is impossible."""
    assert "20.0% more volume" in told(Decimal(5), Decimal(30))
    assert "no volume makes up for it" in told(Decimal(30), Decimal(30))
    assert "Give a contribution margin" in told(Decimal(5), None)
    assert told(None, Decimal(30)) == told(Decimal(0), Decimal(30)) == ""


def test_the_discount_is_saved_and_told_without_a_script(people, seller):  # noqa: F811
    product = ProductFactory(margin=Decimal(30))
    deal = DealFactory(account=people.account, product=product)
    typed = {
        "title": "x",
        "amount": "10",
        "probability": "10",
        "forecast": "commit",
        "version": "1",
    }
    address = reverse("deals:edit", args=[deal.pk])
    answer = seller.post(address, typed | {"discount": "5", "product": product.pk}, follow=True)
    html = answer.content.decode()
    assert "20.0% more volume" in html
    assert "Committed" in html
    form = seller.get(address).content.decode()
    assert f'data-margins="{{&quot;{product.pk}&quot;: 30.0}}"' in form
    wrong = seller.post(address, typed | {"discount": "101", "version": "2"})
    assert wrong.status_code == 422


def test_a_new_deal_gets_the_forecast_of_its_stage(people, seller):  # noqa: F811
    stage = DealFactory().stage.pipeline.stages.get(key="negotiation")
    address = f"{reverse('deals:create')}?account={people.account.pk}"
    seller.post(address, {"title": "New one", "amount": "10", "stage": stage.pk})
    assert Deal.objects.get(title="New one").forecast == "commit"
