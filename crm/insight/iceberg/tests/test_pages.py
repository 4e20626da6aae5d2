"""The iceberg page: the domain's example from real records, doors that hold, calls that are planned."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from complaints.tests.factories import make_complaint
from crm.insight.iceberg.layers import LAYERS, Layer
from crm.insight.iceberg.read import read
from crm.insight.iceberg.services import plan_calls
from crm.insight.period import Slice
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Account
from customers.activities.models import Task
from customers.tests.factories import (
    ContactFactory,
    CustomerFactory,
    InteractionFactory,
    LifecycleEventFactory,
    PromiseFactory,
)
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
EXAMPLE = {
    Layer.RECORDED: [1, 2, 3, 4, 5],
    Layer.TOLD: [5, 6],
    Layer.SURVEY: [4, 7, 8, 9],
    Layer.PROMISE: [2, 8, 10, 11, 12],
    Layer.LEFT: [9, 12, 13],
}


@pytest.fixture
def boss(client):
    """Return a signed-in manager."""
    user = UserFactory(role="manager")
    client.force_login(user)
    return user


def leave_trace(layer: Layer, account: Account, at) -> None:
    """Leave the trace of a layer at a moment."""
    day = local_date(at)
    if layer == Layer.RECORDED:
        make_complaint(account=account, now=at, received_at=at, by=UserFactory(role="manager"))
    elif layer == Layer.TOLD:
        InteractionFactory(account=account, happened_at=at, dissatisfied=True)
    elif layer == Layer.SURVEY:
        AnswerFactory(contact=ContactFactory(account=account), score=0, confirmed_at=at)
    elif layer == Layer.PROMISE:
        late = day + timedelta(days=3)
        PromiseFactory(
            account=account, promised_on=day, due_on=day, counts_on=day, delivered_on=late
        )
    else:
        LifecycleEventFactory(
            account=account, kind="ended", from_stage="customer", to_stage="former",
            initiator="customer", reason="price", happened_on=day,
        )  # fmt: skip


@pytest.fixture
def berg():
    """Return the accounts of the domain's example, by number, each with its traces of a week ago."""
    at = timezone.now() - timedelta(days=7)
    accounts = {number: CustomerFactory() for number in range(1, 14)}
    for layer, numbers in EXAMPLE.items():
        for number in numbers:
            leave_trace(layer, accounts[number], at)
    return accounts


def year(user) -> Slice:
    """Return the last twelve months."""
    today = local_date(timezone.now())
    return Slice("12m", today - timedelta(days=364), today)


def test_the_example_from_records(boss, berg):
    """Account 4 complained and scored 0: L1 holds it; 9 scored and left: L3. Net 5, 1, 3, 3, 1."""
    found, _more = read(year(boss), boss, timezone.now())
    assert [found.counts[layer] for layer in LAYERS] == [5, 1, 3, 3, 1]
    assert (found.total, found.unheard, found.complaints) == (13, 8, 5)
    assert (found.detractors, found.silent) == (4, 3)


def test_each_count_is_the_length_of_its_call_list(client, boss, berg):
    page = client.get(reverse("insight:index"))
    for row in page.context["rows"]:
        rows = client.get(row["url"]).context["page"]
        assert rows.count == row["count"], row["layer"]


@pytest.mark.parametrize(("days", "silent"), [(90, 0), (91, 1)])
def test_ninety_days_away_counts_as_complained(boss, days, silent):
    at = timezone.now() - timedelta(days=200)
    account = CustomerFactory()
    leave_trace(Layer.SURVEY, account, at)
    later = at + timedelta(days=days, hours=1)
    leave_trace(Layer.RECORDED, account, later)
    found, _more = read(year(boss), boss, timezone.now())
    assert (found.detractors, found.silent) == (1, silent)


def test_an_end_taken_back_is_no_trace(boss):
    account = CustomerFactory()
    leave_trace(Layer.LEFT, account, timezone.now() - timedelta(days=20))
    LifecycleEventFactory(
        account=account, kind="correction", from_stage="former", to_stage="customer",
        happened_on=local_date(timezone.now()), recorded_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    found, _more = read(year(boss), boss, timezone.now())
    assert found.total == 0


def test_sales_staff_count_their_own(client, berg):
    sanne = UserFactory(team=TeamFactory())
    Account.objects.filter(pk=berg[7].pk).update(owner=sanne, team=sanne.team)
    found, _more = read(year(sanne), sanne, timezone.now())
    assert {layer: n for layer, n in found.counts.items() if n} == {Layer.SURVEY: 1}


def test_a_confidential_complaint_shows_sales_nothing_and_calls_nobody_silent(client, berg):
    """Account 4 complained in confidence and scored 0: the manager counts it, its owner sees it in no layer."""
    sanne, boss = UserFactory(team=TeamFactory()), UserFactory(role="manager")
    Account.objects.filter(pk=berg[4].pk).update(owner=sanne, team=sanne.team)
    Complaint.objects.filter(account=berg[4]).update(is_confidential=True)
    found, _more = read(year(sanne), sanne, timezone.now())
    assert (found.total, found.complaints) == (0, 0)
    client.force_login(sanne)
    for layer in LAYERS:
        page = client.get(reverse("insight:layer", args=[layer.value]))
        assert berg[4].name not in page.content.decode()
    found, _more = read(year(boss), boss, timezone.now())
    assert found.counts[Layer.RECORDED] == 5


def test_nobody_unhappy_has_words_not_errors(client, boss):
    page = client.get(reverse("insight:index"))
    assert "Nobody was unhappy" in page.content.decode()


def test_the_assumption_can_be_tried_on_the_page(client, boss, berg):
    """5 recorded: at 50 % silent 10, at 75 % silent 20; nonsense falls back on the setting."""
    address = reverse("insight:index")
    assert client.get(address).context["estimate"] == 10
    assert client.get(address, {"silent": "75"}).context["estimate"] == 20
    assert client.get(address, {"silent": "١٢"}).context["estimate"] == 10


def test_it_costs_the_same_for_more_unhappy_customers(client, boss, berg):
    address = reverse("insight:index")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for account in list(berg.values())[:6]:
        leave_trace(Layer.PROMISE, account, timezone.now() - timedelta(days=3))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 12


def test_calls_are_planned_for_the_owners_once(boss, berg):
    owner = UserFactory()
    Account.objects.filter(pk=berg[10].pk).update(owner=owner)
    ids, now = {berg[10].pk, berg[11].pk}, timezone.now()
    assert plan_calls(Layer.PROMISE, ids, by=boss, now=now) == 2
    plan_calls(Layer.PROMISE, ids, by=boss, now=now)
    tasks = Task.objects.filter(account__in=ids)
    assert tasks.count() == 2
    assert tasks.get(account=berg[10]).assignee == owner
    assert all(task.due_on > local_date(now) for task in tasks)


def test_one_foreign_account_and_nothing_happens(berg):
    sanne = UserFactory(team=TeamFactory())
    Account.objects.filter(pk=berg[7].pk).update(owner=sanne, team=sanne.team)
    with pytest.raises(Refusal):
        plan_calls(Layer.SURVEY, {berg[7].pk, berg[8].pk}, by=sanne, now=timezone.now())
    assert not Task.objects.filter(account__in=[berg[7], berg[8]]).exists()


def test_the_button_plans_and_comes_back(client, boss, berg):
    address = reverse("insight:layer_calls", args=["promise"])
    answer = client.post(address + "?period=year", {"account": [berg[10].pk, "x"]}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/insight/iceberg/promise/?period=year")
    assert "1 call planned." in answer.content.decode()


def test_choosing_nobody_is_told(client, boss, berg):
    answer = client.post(reverse("insight:layer_calls", args=["promise"]), follow=True)
    assert "Choose at least one account." in answer.content.decode()


def test_an_unknown_layer_is_not_there(client, boss):
    assert client.get(reverse("insight:layer", args=["cellar"])).status_code == 404
    assert client.post(reverse("insight:layer_calls", args=["cellar"])).status_code == 404
