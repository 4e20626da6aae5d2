"""Ending a relationship with what is open: one transaction, and what follows for the way back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from customers.accounts.cycle import correct_stage, make_customer, return_rested
from customers.accounts.events import PlannedEnd
from customers.activities.models import Task
from customers.deals.models import Deal
from customers.errors import CustomerError
from customers.promises.models import Promise
from customers.tests.factories import CustomerFactory, DealFactory, PromiseFactory
from customers.winback.ending import end_with_open_matters, run_planned_ends
from customers.winback.models import WinBack

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)


@pytest.fixture
def account():
    """A customer with two open deals and an open promise."""
    account = CustomerFactory()
    DealFactory.create_batch(2, account=account)
    PromiseFactory(account=account, due_on=TODAY + timedelta(days=3))
    return account


def leave(account, **changes):
    facts = {"on": TODAY, "initiator": "customer", "reason": "price"} | changes
    return end_with_open_matters(account, by=account.owner, now=NOW, **facts)


def open_task(account):
    return Task.objects.get(account=account, state="open", origin_key__startswith="winback:")


def test_what_is_open_is_left_as_it_is_unless_asked_otherwise(account):
    leave(account)
    assert Deal.objects.filter(account=account, state="open").count() == 2
    assert Promise.objects.open().filter(account=account).count() == 1


def test_deals_are_lost_with_the_reason_and_promises_withdrawn(account):
    leave(account, lose_deals="price", withdraw_promises=True, competitor="Bouwmaat")
    deals = Deal.objects.filter(account=account).values_list("state", "loss_reason", "competitor")
    assert list(deals) == [("lost", "price", "Bouwmaat")] * 2
    account.refresh_from_db()
    assert (account.open_deals, account.open_promises) == (0, 0)


def test_nothing_happens_when_one_part_is_refused(account):
    with pytest.raises(CustomerError):
        leave(account, lose_deals="bored")
    account.refresh_from_db()
    assert account.stage == "customer"
    assert not WinBack.objects.exists()


def test_the_win_back_is_for_the_day_and_the_colleague_chosen(account):
    other = UserFactory()
    leave(account, win_back_on=TODAY + timedelta(days=40), win_back_owner=other)
    task = open_task(account)
    assert (task.due_on, task.assignee) == (TODAY + timedelta(days=40), other)


def test_without_a_choice_the_setting_and_the_owner_decide(account):
    """The setting says 5 days."""
    leave(account)
    task = open_task(account)
    assert (task.due_on, task.assignee) == (date(2026, 11, 22), account.owner)


@pytest.mark.parametrize("how", [{"leave_alone": True}, {"initiator": "supplier"}])
def test_who_is_not_pursued_gets_no_task_but_stands_on_the_list(account, how):
    leave(account, win_back_on=TODAY, **how)
    account.refresh_from_db()
    assert account.do_not_pursue
    assert not Task.objects.filter(account=account, origin_key__startswith="winback:").exists()
    assert WinBack.objects.open().count() == 1
    assert not WinBack.objects.open().pursued().exists()


def test_after_a_rest_period_the_plan_still_holds(account):
    """Rest of 30 days until 17 December; the task was chosen for 1 January."""
    Organisation.objects.update_or_create(pk=1, defaults={"winback_rest_days": 30})
    other = UserFactory()
    leave(account, win_back_on=date(2027, 1, 1), win_back_owner=other)
    assert not Task.objects.filter(origin_key__startswith="winback:").exists()
    assert return_rested(NOW + timedelta(days=30)) == 1
    task = open_task(account)
    assert (task.due_on, task.assignee) == (date(2027, 1, 1), other)


def test_a_planned_end_keeps_every_choice_until_its_day(account):
    leave(
        account,
        on=TODAY + timedelta(days=10),
        lose_deals="service",
        withdraw_promises=True,
        win_back_on=TODAY + timedelta(days=90),
    )
    assert Deal.objects.filter(account=account, state="open").count() == 2
    assert PlannedEnd.objects.get().lose_deals == "service"
    assert run_planned_ends(NOW + timedelta(days=10)) == 1
    assert Deal.objects.filter(account=account, loss_reason="service").count() == 2
    assert not Promise.objects.open().filter(account=account).exists()
    assert open_task(account).due_on == TODAY + timedelta(days=90)


def test_coming_back_closes_the_win_back_and_a_correction_opens_it_again(account):
    leave(account)
    day = TODAY + timedelta(days=20)
    later = NOW + timedelta(days=20)
    make_customer(account, on=day, by=account.owner, now=later, by_hand=True)
    assert WinBack.objects.get().won_on == day
    correct_stage(
        account, to="potential", reason="Wrong account", by=UserFactory(role="manager"), now=later
    )
    assert WinBack.objects.get().won_on is None


def test_an_end_that_did_not_happen_leaves_no_win_back(account):
    leave(account)
    manager = UserFactory(role="manager")
    correct_stage(account, to="customer", reason="Mistake", by=manager, now=NOW)
    assert not WinBack.objects.exists()
    leave(account)
    assert WinBack.objects.open().count() == 1


def test_the_exit_answer_may_be_that_they_did_complain(account):
    event = leave(account, silence_reason="complained")
    assert event.text.silence_reason == "complained"
