"""The worklist: who is on it, in which order, what each reason opens, and the calls planned from it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from complaints.tests.factories import make_complaint
from crm.insight.unhappy.lists import UNHAPPY_LIST
from crm.insight.unhappy.read import tally, unhappy
from crm.shared.tables import BOM
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Account
from customers.accounts.services import update_facts
from customers.activities.models import Task
from customers.activities.services import add_task
from customers.figures.signs import Sign, from_bits
from customers.promises.services import deliver_promise, make_promise
from customers.tests.factories import ContactFactory, CustomerFactory
from surveys.answers.services import keep_facts
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)  # a Wednesday
URL = "/insight/unhappy/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def sanne():
    return UserFactory(team=TeamFactory(), language="en")


def customer(owner, **facts):
    """Make a customer with facts, spoken to today, and keep its signs."""
    account = CustomerFactory(owner=owner, team=owner.team, last_contact_at=NOW)
    update_facts(account.pk, now=NOW, **facts)
    account.refresh_from_db()
    return account


def names(response):
    return [row.obj.name for row in response.context["page"].rows]


def signs(account):
    account.refresh_from_db()
    return [sign.name for sign in from_bits(account.signs)]


def test_most_signs_first_then_most_revenue(client, manager, sanne):
    """Two signs before one; of two with one sign the larger customer; none: not on the list."""
    score = {"last_score": 3, "last_scored_at": NOW}
    small = customer(sanne, **score, revenue_12m=Decimal(10))
    large = customer(sanne, **score, revenue_12m=Decimal(900))
    both = customer(sanne, **score, plain_complaints_12m=2)
    customer(sanne, last_score=10, last_scored_at=NOW)
    assert names(client.get(URL)) == [both.name, large.name, small.name]


def test_who_left_or_is_left_alone_is_not_called(client, manager, sanne):
    facts = {"last_score": 3, "last_scored_at": NOW}
    left, alone = customer(sanne, **facts), customer(sanne, **facts)
    Account.objects.filter(pk=left.pk).update(stage="former", is_former=True)
    Account.objects.filter(pk=alone.pk).update(do_not_pursue=True)
    assert names(client.get(URL)) == []


def test_the_figures_count_what_their_lists_hold(client, manager, sanne):
    """A door of each sign opens as many rows as it says; other filters stay."""
    customer(sanne, last_score=3, last_scored_at=NOW)
    customer(sanne, last_score=3, last_scored_at=NOW, plain_complaints_12m=3)
    customer(UserFactory(), last_score=2, last_scored_at=NOW)
    rows = client.get(URL, {"owner": sanne.pk}).context["signs"]
    counted = {row["label"]: row["count"] for row in rows}
    assert counted["Detractor"] == 2 and counted["Complained again"] == 1
    for row in rows:
        assert client.get(URL + row["url"]).context["page"].count == row["count"]


def test_the_file_holds_what_the_page_shows(client, manager, sanne):
    account = customer(sanne, last_score=3, last_scored_at=NOW, plain_complaints_12m=2)
    text = b"".join(client.get(URL, {"format": "csv"}).streaming_content).decode()
    assert account.name in text.removeprefix(BOM) and "Complained again; Detractor" in text


def test_the_file_writes_the_day_of_the_next_step_as_the_reader_does():
    planned = SimpleNamespace(next_step_on=date(2026, 12, 1), next_step="Call")
    column = next(one for one in UNHAPPY_LIST.columns if one.key == "next_step")
    with translation.override("nl"):
        assert column.csv_of(planned) == "01-12-2026 Call"


@pytest.mark.parametrize("query", ["?sign=zzz&owner=x&team=99999", "?after=nonsense&sort=name"])
def test_nonsense_in_the_address_is_ignored(client, manager, query):
    assert client.get(URL + query).status_code == 200


def test_sales_see_their_own_and_an_empty_list_has_words(client, sanne):
    customer(UserFactory(), last_score=3, last_scored_at=NOW)
    client.force_login(sanne)
    page = client.get(URL)
    assert names(page) == [] and "No customer shows a sign" in page.content.decode()


def test_a_complaint_in_confidence_puts_nobody_on_the_list(sanne):
    """Two complaints, one of them in confidence: not "again"; two in the open: again."""
    account = customer(sanne)
    make_complaint(account=account, now=NOW, by=sanne, is_confidential=True)
    make_complaint(account=account, now=NOW, by=sanne)
    assert "REPEAT" not in signs(account)
    make_complaint(account=account, now=NOW, by=sanne)
    assert "REPEAT" in signs(account)


def test_a_promise_late_by_a_day_is_a_sign_and_stays_one_when_it_comes_late(sanne):
    account = customer(sanne)
    promise = make_promise(account, text="Quote", due_on=NOW.date(), owner=sanne, by=sanne, now=NOW)
    assert signs(account) == []
    later = NOW + timedelta(days=1)
    update_facts(account.pk, now=later)
    assert signs(account) == ["PROMISE"]
    deliver_promise(promise, on=later.date(), by=sanne, now=later)
    assert signs(account) == ["PROMISE"]


def test_a_promoter_who_became_a_detractor_fell(sanne):
    contact = ContactFactory(account=customer(sanne))
    answer = AnswerFactory(contact=contact, score=4, previous_score=9, confirmed_at=NOW)
    keep_facts(answer, now=NOW)
    assert {"DETRACTOR", "FALLEN"} <= set(signs(contact.account))
    answer.previous_score = 8
    answer.save()
    keep_facts(answer, now=NOW)
    assert "FALLEN" not in signs(contact.account)


def plan(client, *accounts):
    url = reverse("insight:unhappy_calls")
    return client.post(url, {"account": [a.pk for a in accounts]}, follow=True).content.decode()


def test_calls_are_planned_once_and_it_is_said_who_had_one(client, manager, sanne):
    """Three chosen, one has a call already: two planned, due Thursday, for the owner; pressing again plans none."""
    rows = [customer(sanne, last_score=3, last_scored_at=NOW) for _n in range(3)]
    add_task(rows[0], title="Bel", due_on=NOW.date(), assignee=sanne, now=NOW, kind="call")
    page = plan(client, *rows)
    assert "2 calls planned." in page and "1 customer has a call planned already" in page
    calls = Task.objects.filter(origin_key__startswith="unhappy:")
    assert {(t.assignee, t.due_on.isoformat(), t.kind) for t in calls} == {
        (sanne, "2026-11-19", "call")
    }
    assert "0 calls planned." in plan(client, *rows)
    assert Task.objects.count() == 3


def test_the_deputy_of_who_is_away_calls(client, manager, sanne):
    deputy = UserFactory()
    sanne.absent_from, sanne.deputy = NOW.date(), deputy
    sanne.save()
    plan(client, customer(sanne, last_score=3, last_scored_at=NOW))
    assert Task.objects.get().assignee == deputy


def test_one_account_of_somebody_else_and_nothing_happens(client, sanne):
    mine, other = customer(sanne, last_score=3), customer(UserFactory(), last_score=3)
    client.force_login(sanne)
    assert "Nothing was planned" in plan(client, mine, other)
    assert "at least one" in plan(client)
    assert not Task.objects.exists()


def test_the_page_costs_the_same_for_more_customers(client, manager, sanne):
    def cost():
        client.get(URL)
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return len(asked)

    customer(sanne, last_score=3, last_scored_at=NOW)
    few = cost()
    for _n in range(3):
        customer(sanne, last_score=3, last_scored_at=NOW, plain_critical_complaints=1)
    assert cost() == few <= 8


def test_the_tally_names_each_sign_of_each_customer(manager, sanne):
    customer(sanne, last_score=3, last_scored_at=NOW, plain_critical_complaints=1)
    counts = tally(unhappy(manager))
    assert {sign.name: n for sign, n in counts.items() if n} == {
        "CRITICAL": 1, "DETRACTOR": 1, "RISK": 1,
    }  # fmt: skip
    assert set(counts) == set(Sign)
