"""Stored figures are compared with fresh ones, and mended."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from crm.shared.tests.factories import UserFactory
from customers.accounts.models import Account
from customers.accounts.services import create_account
from customers.activities.models import Interaction, Task
from customers.contacts.models import Contact
from customers.contacts.services import create_contact
from customers.deals.models import Deal, DealStage, Order
from customers.figures import recount, recount_keys
from customers.promises.models import Promise

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)


@pytest.fixture
def account():
    """An account with rows behind every fact, written past the services.

    Revenue: 100 today and 40 on 18-11-2025 in the last year; 25 on 17-11-2025 in the year before;
    7 on 17-11-2024 in neither.
    """
    user = UserFactory()
    account = create_account(by=user, now=NOW, name="De Brug", owner=user, account_class="A")
    contact = create_contact(account, by=user, now=NOW, last_name="Vos")
    for days, kind in ((3, "call"), (1, "note"), (9, "visit")):
        moment = Interaction.objects.create(
            account=account, kind=kind, happened_at=NOW - timedelta(days=days), summary="x",
            author=user, created_at=NOW,
        )  # fmt: skip
        moment.contacts.add(contact)
    for days in (4, 2):
        Task.objects.create(
            account=account, title="Call", due_on=TODAY + timedelta(days=days), created_at=NOW
        )
    for amount in (1000, 500):
        Deal.objects.create(
            account=account, title="Pumps", amount=amount, stage=DealStage.objects.first(),
            probability=10, opened_on=TODAY, stage_since=NOW, created_at=NOW, updated_at=NOW,
        )  # fmt: skip
    Promise.objects.create(
        account=account, text="Quote", promised_on=TODAY, due_on=TODAY, counts_on=TODAY,
        owner=user, created_at=NOW,
    )  # fmt: skip
    for on, amount in (
        (TODAY, 100),
        (date(2025, 11, 18), 40),
        (date(2025, 11, 17), 25),
        (date(2024, 11, 17), 7),
    ):
        Order.objects.create(account=account, ordered_on=on, amount=amount, created_at=NOW)
    return account


def test_fresh_facts_come_from_the_rows(account, django_assert_num_queries):
    with django_assert_num_queries(6):
        facts = recount.fresh_facts([account.pk], today=TODAY)[account.pk]
    assert facts == {
        "last_contact_at": NOW - timedelta(days=3),
        "next_step_on": TODAY + timedelta(days=2),
        "next_step": "Call",
        "last_visit_on": date(2026, 11, 8),
        "planned_visit_on": None,
        "visits_from": date(2026, 11, 8),
        "open_deals": 2,
        "open_deal_amount": Decimal(1500),
        "open_promises": 1,
        "promise_due_on": date(2026, 11, 17),
        "promise_broken_on": None,
        "revenue_12m": Decimal(140),
        "revenue_previous_12m": Decimal(25),
    }


def test_what_differs_is_told_and_can_be_mended(account):
    out = StringIO()
    with pytest.raises(CommandError, match="stored figures differ"):
        call_command("check_figures", "accounts", "contacts", stdout=out)
    assert f"account {account.pk}: open_deals is stored as 0, should be 2" in out.getvalue()
    call_command("check_figures", "accounts", "contacts", "--mend", stdout=out)
    assert not list(recount.compare_accounts(timezone.now()))
    account.refresh_from_db()
    assert account.open_deal_amount == 1500
    assert Contact.objects.get().last_contact_at == NOW - timedelta(days=3)


def test_health_that_differs_is_told_and_mended(account):
    Account.objects.update(health=3)
    (difference,) = recount.compare_health(NOW)
    assert (difference.pk, difference.stored, difference.fresh) == (account.pk, 3, Decimal("72.5"))
    recount.mend_health(difference, NOW)
    assert not list(recount.compare_health(NOW))


def test_an_account_that_stands_elsewhere_than_its_events_say_is_told(account):
    assert not list(recount_keys.compare_standing(NOW))
    Account.objects.update(stage="customer", customer_since=TODAY)
    found = {d.figure: (d.stored, d.fresh) for d in recount_keys.compare_standing(NOW)}
    assert found == {"stage": ("customer", "potential"), "customer_since": (TODAY, None)}


def test_an_unknown_check_is_refused():
    with pytest.raises(CommandError, match="No such check: moon"):
        call_command("check_figures", "moon")


def test_the_year_before_a_leap_day_is_the_28th():
    assert recount.a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert recount.a_year_before(date(2027, 3, 1)) == date(2026, 3, 1)
