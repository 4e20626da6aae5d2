"""The demo is loaded once, its figures are right, and it holds every edge case."""

from datetime import timedelta

import pytest
from django.db.models import Count, Max, Sum

from crm.demo import load
from crm.demo.content.accounts import ACCOUNTS
from crm.demo.edges import edges
from crm.demo.tests.loaded.conftest import NOW
from crm.management.commands import demo as demo_command
from crm.shared.mail.models import OutboxMail
from crm.shared.people.models import Team, User
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account
from customers.activities.models import Interaction, Task
from customers.contacts.models import Contact
from customers.deals.models import Order
from customers.promises.models import Promise
from surveys.nps.rollup import differences

pytestmark = [
    pytest.mark.django_db,  # also when one runs alone: without it no test database is made
]


def test_it_is_as_large_as_promised(db_of_demo):
    """At least 3 teams, 12 people, 120 accounts and 300 contacts over 18 months."""
    assert Team.objects.count() >= 3
    assert User.objects.filter(is_active=True).count() >= 12
    assert Account.objects.count() >= 120
    assert Contact.objects.count() >= 300
    first = Interaction.objects.order_by("happened_at").first().happened_at
    assert (NOW - first).days > 500
    assert Interaction.objects.filter(happened_at__gt=NOW).count() == 0


def test_every_edge_case_is_there(db_of_demo):
    missing = [name for name, rows in edges(NOW).items() if not rows.exists()]
    assert missing == []


def test_every_role_can_log_in(db_of_demo):
    groups = User.objects.filter(is_active=True).values_list("groups__name", flat=True)
    assert {"sales", "complaint_handler", "manager", "administrator"} <= set(groups)


def test_the_facts_on_accounts_equal_a_recount(db_of_demo):
    """Counted from the rows behind them, as a nightly check does."""
    orders = dict(
        Order.objects.filter(
            ordered_on__gt=NOW.date().replace(year=2025), ordered_on__lte=NOW.date()
        )
        .values_list("account")
        .annotate(Sum("amount"))
    )
    spoken = dict(
        Interaction.objects.contacts_made()
        .order_by()
        .values_list("account")
        .annotate(Max("happened_at"))
    )
    promises = dict(Promise.objects.open().order_by().values_list("account").annotate(Count("pk")))
    for account in Account.objects.all():
        assert account.revenue_12m == orders.get(account.pk, 0), account
        assert account.last_contact_at == spoken.get(account.pk), account
        assert account.open_promises == promises.get(account.pk, 0), account
        events = LifecycleEvent.objects.filter(account=account).order_by("recorded_at", "pk")
        assert events.last().to_stage == account.stage, account


def test_every_account_stands_where_its_story_ends(db_of_demo):
    """The last turn as customer gives stage and day; one round for each time it left."""
    for line in ACCOUNTS:
        account = Account.objects.get(name=line.name)
        left = len(line.days("x"))
        resting = "rest" in line.flags
        assert account.cycle == 1 + left - resting, line
        assert (account.stage == "customer") == line.is_customer, line
        if line.is_customer:
            began = NOW.date() + timedelta(days=line.days("cCbB")[-1])
            assert abs((account.customer_since - began).days) <= 2, line


def test_monthly_counts_equal_the_answers(db_of_demo):
    assert differences() == []


def test_sanne_finds_a_full_day(db_of_demo):
    """Late, today and later this week; a promise of today, a detractor to call, a win-back."""
    sanne, today = User.objects.get(username="sanne"), NOW.date()
    tasks = Task.objects.open().filter(assignee=sanne)
    assert tasks.filter(due_on__lt=today).exists()
    assert tasks.filter(due_on=today).count() >= 2
    assert tasks.filter(due_on__gt=today).count() >= 2
    assert tasks.filter(origin_key__startswith="winback:", due_on=today).exists()
    assert tasks.filter(origin="survey").exists()
    assert Promise.objects.open().filter(owner=sanne, due_on=today).exists()


def test_the_mails_of_the_last_weeks_can_be_read(db_of_demo, mailoutbox):
    """Sent through the worker: with the tests' mail backend they stand in the test outbox."""
    assert OutboxMail.objects.filter(state="sent").count() > 300
    assert not OutboxMail.objects.filter(state="failed", purpose="survey_reminder").exists()


def test_the_mark_is_seen(db_of_demo):
    assert load.is_loaded()
    assert not load.holds_other_data()


def test_a_second_start_changes_nothing(db_of_demo, monkeypatch, capsys):
    """What a person did since is kept: the second start does not load at all."""
    sanne = User.objects.get(username="sanne")
    User.objects.filter(pk=sanne.pk).update(first_name="Sanne-Marie")
    before = {model: model.objects.count() for model in (Account, Contact, Order, Task, Promise)}
    monkeypatch.setattr(load, "load", lambda now: pytest.fail("loaded again"))
    monkeypatch.setattr(demo_command, "call_command", lambda *args, **options: None)
    demo_command.Command().prepare(reset=False)
    assert {model: model.objects.count() for model in before} == before
    assert User.objects.get(pk=sanne.pk).first_name == "Sanne-Marie"
    assert capsys.readouterr().out
