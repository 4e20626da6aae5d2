"""Planning visits and logging them; the facts on the account follow."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.shared.localtime import local_date
from customers.accounts.services import create_account
from customers.activities.models import Interaction, Task
from customers.activities.services import (
    add_task,
    cancel_task,
    delete_interaction,
    edit_task,
    log_interaction,
    reopen_task,
)
from customers.activities.visits import plan_visits
from customers.errors import CustomerError
from customers.figures import recount
from customers.tests.factories import NOW, TODAY, AccountFactory, TaskFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return AccountFactory(account_class="A")


def facts(account):
    account.refresh_from_db()
    return account.last_visit_on, account.planned_visit_on, account.visits_from


def nothing_differs():
    return not list(recount.compare_accounts(NOW))


def test_a_logged_visit_moves_the_rhythm_and_taking_it_away_moves_it_back(account):
    log = {"by": account.owner, "now": NOW, "summary": "Walked the site"}
    first = log_interaction(account, kind="visit", happened_at=NOW - timedelta(days=40), **log)
    log_interaction(account, kind="call", happened_at=NOW, **log)
    day = local_date(NOW - timedelta(days=40))
    assert facts(account) == (day, None, day) and nothing_differs()
    delete_interaction(first, by=account.owner, now=NOW)
    assert facts(account) == (None, None, local_date(account.created_at)) and nothing_differs()


def test_a_new_account_counts_from_the_day_it_was_added():
    owner = AccountFactory().owner
    new = create_account(name="Nieuw Land", owner=owner, by=owner, now=NOW)
    assert facts(new) == (None, None, TODAY)


def test_a_planned_visit_stands_on_the_account_until_it_is_cancelled(account):
    task = add_task(
        account, title="Visit", kind="visit", due_on=TODAY + timedelta(days=4),
        assignee=account.owner, by=account.owner, now=NOW,
    )  # fmt: skip
    add_task(account, title="Call", due_on=TODAY, assignee=account.owner, by=account.owner, now=NOW)
    assert facts(account)[1] == TODAY + timedelta(days=4) and nothing_differs()
    edit_task(task, version=task.version, by=account.owner, now=NOW, kind="todo")
    assert facts(account)[1] is None and nothing_differs()
    task.refresh_from_db()
    edit_task(task, version=task.version, by=account.owner, now=NOW, kind="visit")
    cancel_task(task, by=account.owner, now=NOW)
    assert facts(account)[1] is None
    reopen_task(task, by=account.owner, now=NOW)
    assert facts(account)[1] == TODAY + timedelta(days=4) and nothing_differs()


def test_planning_many_gives_each_owner_a_visit_and_says_who_had_one(account):
    other, planned = AccountFactory(), AccountFactory()
    TaskFactory(account=planned, kind="visit")
    planned.planned_visit_on = TODAY
    planned.save()
    on = TODAY + timedelta(days=3)
    tasks, had = plan_visits([account, other, planned], on=on, by=account.owner, now=NOW)
    assert [t.account_id for t in tasks] == [account.pk, other.pk] and had == [planned]
    assert [t.assignee for t in tasks] == [account.owner, other.owner]
    assert {t.kind for t in tasks} == {"visit"} and facts(other)[1] == on
    again, _had = plan_visits([account, other], on=on, by=account.owner, now=NOW)
    assert again == []


def test_a_visit_cannot_be_planned_yesterday_and_nothing_is_planned_then(account):
    with pytest.raises(CustomerError, match="past"):
        plan_visits([account], on=TODAY - timedelta(days=1), by=account.owner, now=NOW)
    assert not Task.objects.exists()


# ---- the page ----


@pytest.fixture
def due(people):  # noqa: F811
    """Make the seller's account of class A 10 days late, and one of a stranger."""
    long_ago = people.today - timedelta(days=40)
    people.account.account_class, people.account.visits_from = "A", long_ago
    people.account.save()
    people.foreign = AccountFactory(owner=people.stranger, account_class="A", visits_from=long_ago)
    return people


PAGE = "visits:due"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_opens_empty_and_full(people, seller, language):  # noqa: F811
    people.seller.language = language
    people.seller.save()
    assert seller.get(reverse(PAGE)).status_code == 200
    people.account.account_class, people.account.visits_from = "A", date(2026, 1, 1)
    people.account.save()
    page = seller.get(reverse(PAGE)).content.decode()
    assert people.account.name in page and page.count("<h1") == 1 and "style=" not in page


def test_the_page_costs_the_same_for_more_accounts(due, seller):  # noqa: F811
    seller.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as few:
        seller.get(reverse(PAGE))
    for _n in range(8):
        AccountFactory(owner=due.seller, account_class="B", visits_from=date(2026, 1, 1))
    with CaptureQueriesContext(connection) as many:
        seller.get(reverse(PAGE))
    assert len(few) == len(many) <= 8


def test_one_click_plans_one_visit(due, seller):  # noqa: F811
    on = due.today + timedelta(days=7)
    answer = seller.post(reverse("visits:plan"), {"only": due.account.pk, "on": on.isoformat()})
    assert answer.status_code == 302
    task = Task.objects.get()
    assert (task.account, task.kind, task.due_on) == (due.account, "visit", on)
    assert due.account.name not in seller.get(reverse(PAGE)).context["rows"]
    assert seller.get(reverse(PAGE)).context["rows"] == []


def test_a_double_click_plans_one_visit(due, seller):  # noqa: F811
    data = {"only": due.account.pk, "on": due.today.isoformat()}
    assert [seller.post(reverse("visits:plan"), data).status_code for _n in "12"] == [302, 302]
    assert Task.objects.count() == 1


def test_one_foreign_account_among_many_refuses_them_all(due, seller):  # noqa: F811
    data = {"accounts": [due.account.pk, due.foreign.pk], "on": due.today.isoformat()}
    assert seller.post(reverse("visits:plan"), data).status_code == 422
    assert not Task.objects.exists()


def test_what_was_ticked_stays_ticked_after_a_wrong_day(due, seller):  # noqa: F811
    data = {"accounts": [due.account.pk], "on": "2020-01-01"}
    answer = seller.post(reverse("visits:plan"), data)
    page = answer.content.decode()
    assert answer.status_code == 422 and "This day lies in the past." in page
    assert f'value="{due.account.pk}" aria-label="{due.account.name}" checked' in page


def test_a_reader_sees_the_queue_but_plans_nothing(due):  # noqa: F811
    reader = due.client(due.reader)
    page = reader.get(reverse(PAGE)).content.decode()
    assert due.account.name in page and due.foreign.name not in page
    assert 'name="only"' not in page
    data = {"only": due.account.pk, "on": due.today.isoformat()}
    assert reader.post(reverse("visits:plan"), data).status_code == 422
    assert not Task.objects.exists()


def test_ticking_a_planned_visit_asks_what_was_said_and_logs_it(due, seller):  # noqa: F811
    task = TaskFactory(account=due.account, kind="visit", due_on=due.today - timedelta(days=1))
    answer = seller.post(reverse("tasks:complete", args=[task.pk]))
    address = urlsplit(answer["Location"])
    assert address.path == reverse("activities:create")
    assert parse_qs(address.query)["task"] == [str(task.pk)]
    task.refresh_from_db()
    assert task.state == "open"
    form = seller.get(answer["Location"]).context["form"]
    assert form["kind"].value() == "visit"
    assert local_date(form["happened_at"].initial or form.initial["happened_at"]) == task.due_on
    data = {
        "kind": "visit",
        "summary": "Walked the site",
        "happened_at": f"{task.due_on}T12:00",
        "direction": "out",
    }
    assert seller.post(answer["Location"], data).status_code == 302
    task.refresh_from_db()
    visit = Interaction.objects.get()
    assert task.state == "done" and visit.kind == "visit"
    assert facts(due.account)[0] == task.due_on


def test_a_wrong_form_leaves_the_planned_visit_open(due, seller):  # noqa: F811
    task = TaskFactory(account=due.account, kind="visit", due_on=due.today)
    address = reverse("activities:create") + f"?account={due.account.pk}&task={task.pk}"
    assert seller.post(address, {"kind": "visit", "summary": ""}).status_code == 422
    task.refresh_from_db()
    assert task.state == "open" and not Interaction.objects.exists()


@pytest.mark.parametrize("task", ["x", "0", "99999999999999999999", "-1"])
def test_nonsense_about_the_planned_task_is_ignored(due, seller, task):  # noqa: F811
    address = reverse("activities:create") + f"?account={due.account.pk}&task={task}"
    assert seller.get(address).status_code == 200
