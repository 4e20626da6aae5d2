"""Tests that each filter of the sales lists narrows to what it says."""

from datetime import timedelta

import pytest
from django.urls import reverse

from crm.shared.search.services import reindex
from customers.deals.models import DealStage
from customers.tests.factories import (
    AccountFactory,
    DealFactory,
    InteractionFactory,
    OrderFactory,
    PromiseFactory,
    TaskFactory,
)
from customers.tests.pages import people, seller  # noqa: F401


def found(browser, name, **query):
    """Return how many rows the list of a filter says it has."""
    rows = b"".join(browser.get(reverse(name), query | {"format": "csv"}).streaming_content)
    return len(rows.decode().strip().splitlines()) - 1


@pytest.fixture(autouse=True)
def others(people):  # noqa: F811
    """Make one of each at another account of the same team."""
    other = AccountFactory(owner=people.reader)
    DealFactory(account=other, title="Valves", amount=5)
    TaskFactory(account=other, due_on=people.today)
    PromiseFactory(account=other, promised_on=people.today)
    OrderFactory(account=other, ordered_on=people.today, product_group="Pumps")
    InteractionFactory(account=other, kind="visit")


@pytest.mark.parametrize(
    "name", ["deals:table", "tasks:list", "promises:list", "orders:list", "activities:list"]
)
def test_account_owner_and_team(people, seller, name):  # noqa: F811
    made = {"account": people.account}
    DealFactory(**made)
    TaskFactory(**made)
    PromiseFactory(**made)
    OrderFactory(**made)
    InteractionFactory(**made)
    assert found(seller, name) == 2
    assert found(seller, name, account=people.account.pk) == 1
    assert found(seller, name, owner=people.reader.pk) == 1
    assert found(seller, name, team=people.team.pk) == 2
    assert found(seller, name, since=(people.today + timedelta(99)).isoformat()) in (0, 1)


def test_deals_by_state_stage_amount_reason_and_words(people, seller):  # noqa: F811
    DealFactory(account=people.account, state="lost", loss_reason="price", amount=900)
    proposal = DealStage.objects.get(key="proposal")
    DealFactory(account=people.account, stage=proposal, amount=700)
    assert found(seller, "deals:table", state="lost") == 1
    assert found(seller, "deals:table", stage=proposal.pk) == 1
    assert found(seller, "deals:table", amount_from="800") == 1
    assert found(seller, "deals:table", amount_to="10") == 1
    assert found(seller, "deals:table", reason="price") == 1
    assert found(seller, "deals:table", q="valv") == 1
    assert found(seller, "deals:table", q=people.account.name) == 2
    assert found(seller, "deals:table", closed_since="2000-01-01") == 1


def test_tasks_by_day_state_and_origin(people, seller):  # noqa: F811
    TaskFactory(account=people.account, due_on=people.today - timedelta(1), origin="survey")
    TaskFactory(account=people.account, due_on=people.today + timedelta(1))
    TaskFactory(account=people.account, state="done")
    assert found(seller, "tasks:list") == 3
    assert found(seller, "tasks:list", due="overdue") == 1
    assert found(seller, "tasks:list", due="today") == 1
    assert found(seller, "tasks:list", due="later") == 1
    assert found(seller, "tasks:list", state="done") == 1
    assert found(seller, "tasks:list", state="all") == 4
    assert found(seller, "tasks:list", origin="survey") == 1


def test_contact_moments_by_kind_mood_words_and_period(people, seller):  # noqa: F811
    InteractionFactory(account=people.account, dissatisfied=True, summary="Angry about labels")
    reindex("moment")
    assert found(seller, "activities:list", kind="visit") == 1
    assert found(seller, "activities:list", dissatisfied="on") == 1
    assert found(seller, "activities:list", q="LABELS") == 1
    assert found(seller, "activities:list", since="2100-01-01") == 0
    assert found(seller, "activities:list", until="2000-01-01") == 0


def test_orders_by_source_and_product_group(people, seller):  # noqa: F811
    OrderFactory(account=people.account, source="import", external_ref="F-1")
    assert found(seller, "orders:list", source="import") == 1
    assert found(seller, "orders:list", product_group="Pumps") == 1


def test_promises_by_type(people, seller):  # noqa: F811
    PromiseFactory(account=people.account, kind="visit")
    assert found(seller, "promises:list", kind="visit") == 1


def test_deals_and_accounts_without_a_next_step(people, seller):  # noqa: F811
    """The reader's deal has none; the seller's account has a task written as its next step."""
    DealFactory(account=people.account)
    DealFactory(account=people.account, state="lost", loss_reason="price")
    assert found(seller, "deals:table", nothing_planned="on") == 2
    people.account.next_step_on = people.today
    people.account.save()
    assert found(seller, "deals:table", nothing_planned="on") == 1
