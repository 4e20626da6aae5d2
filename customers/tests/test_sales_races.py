"""Tests that people who act at the same moment make one record, and the others are told."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from customers.activities import services as tasks
from customers.activities.models import Task
from customers.deals import services as deals
from customers.deals.models import Deal, DealMove, DealStage, Order
from customers.errors import CustomerError
from customers.promises import services as promises
from customers.promises.models import Promise
from customers.tests.factories import TODAY, AccountFactory, DealFactory, PromiseFactory

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


@pytest.fixture(autouse=True)
def stages(transactional_db):
    import_module("customers.migrations.0002_pipeline").make(apps, None)


def together(act):
    """Let several people act at once; return how often it worked and how often it was refused."""

    def one(_number):
        try:
            act()
            return True
        except CustomerError:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        done = list(pool.map(one, range(PEOPLE)))
    return done.count(True), done.count(False)


def test_a_deal_is_won_once(now):
    deal = DealFactory()
    by = deal.owner

    def win():
        deals.win_deal(Deal.objects.get(pk=deal.pk), on=TODAY, by=by, now=now)

    assert together(win) == (1, PEOPLE - 1)
    assert Order.objects.count() == 1
    deal.account.refresh_from_db()
    assert (deal.account.stage, deal.account.revenue_12m) == ("customer", 10_000)


def test_a_deal_moves_once(now):
    deal, to = DealFactory(), DealStage.objects.get(key="proposal")
    seen = [Deal.objects.select_related("stage").get(pk=deal.pk) for _n in range(PEOPLE)]
    assert together(lambda: deals.move_deal(seen.pop(), to=to, by=deal.owner, now=now)) == (
        1,
        PEOPLE - 1,
    )
    assert DealMove.objects.count() == 1


def test_a_promise_is_delivered_once(now):
    promise = PromiseFactory()

    def deliver():
        found = Promise.objects.get(pk=promise.pk)
        promises.deliver_promise(found, on=TODAY, by=promise.owner, now=now)

    assert together(deliver) == (1, PEOPLE - 1)


def test_tasks_with_one_origin_are_one_task_and_the_next_step_is_the_earliest(now):
    account = AccountFactory()

    def add():
        tasks.add_task(
            account,
            title="Welcome",
            due_on=TODAY,
            assignee=account.owner,
            origin="lifecycle",
            origin_key="welcome:1",
            now=now,
        )

    assert together(add) == (PEOPLE, 0)
    assert Task.objects.count() == 1


def test_open_deals_are_counted_right_however_many_start_at_once(now):
    account = AccountFactory()

    def start():
        deals.create_deal(account, title="Boilers", amount=100, by=account.owner, now=now)

    assert together(start) == (PEOPLE, 0)
    account.refresh_from_db()
    assert (account.open_deals, account.open_deal_amount) == (PEOPLE, 100 * PEOPLE)
