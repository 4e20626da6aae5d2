"""The moves of the cycle as services: stage and event in one transaction, compare-and-set."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from crm.shared.audit.models import AuditEntry
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.events import LifecycleEvent, PlannedEnd
from customers.accounts.models import Account
from customers.accounts.services import (
    cancel_planned_end,
    correct_stage,
    create_account,
    end_relationship,
    make_customer,
    return_rested,
)
from customers.activities.models import Task
from customers.deals.models import Order
from customers.errors import CustomerConflict, CustomerError
from customers.tests.factories import AccountFactory, CustomerFactory, OrderFactory
from customers.winback.ending import run_planned_ends

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)


def kinds(account):
    return list(account.lifecycle_events.order_by("pk").values_list("kind", flat=True))


def standing(account):
    account.refresh_from_db()
    return account.stage, account.is_former, account.cycle


def leave(account, **changes):
    values = {"on": TODAY, "initiator": "customer", "reason": "price", "by": account.owner}
    return end_relationship(account, now=NOW, **values | changes)


def rest(days):
    Organisation.objects.update_or_create(pk=1, defaults={"winback_rest_days": days})


def test_a_whole_lap_is_potential_customer_former_potential():
    """Rest period 0: potential, former, cycle 2, in the transaction of the end."""
    user = UserFactory()
    account = create_account(by=user, now=NOW, name="Bakker", owner=user)
    make_customer(account, on=TODAY, by=user, now=NOW)
    assert standing(account) == ("customer", False, 1)
    leave(account)
    assert standing(account) == ("potential", True, 2)
    make_customer(account, on=TODAY, by=user, now=NOW)
    assert standing(account) == ("customer", False, 2)
    assert kinds(account) == ["created", "first_purchase", "ended", "auto_potential", "won_back"]
    automatic = account.lifecycle_events.get(kind="auto_potential")
    assert (automatic.actor, automatic.cycle) == (None, 2)


def test_the_first_sale_makes_the_customer_and_the_second_changes_nothing():
    account = AccountFactory()
    assert make_customer(account, on=TODAY, by=account.owner, now=NOW).kind == "first_purchase"
    assert make_customer(account, on=TODAY, by=account.owner, now=NOW) is None
    assert account.customer_since == TODAY
    assert kinds(account) == ["created", "first_purchase"]


def test_a_stale_copy_of_a_customer_is_not_made_one_twice():
    account = AccountFactory()
    stale = Account.objects.get(pk=account.pk)
    make_customer(account, on=TODAY, by=account.owner, now=NOW)
    assert make_customer(stale, on=TODAY, by=account.owner, now=NOW) is None
    with pytest.raises(CustomerConflict) as refusal:
        make_customer(
            Account(pk=account.pk, owner=account.owner), on=TODAY, by=None, now=NOW, by_hand=True
        )
    assert refusal.value.status == 409
    assert kinds(account) == ["created", "first_purchase"]


def test_a_sale_before_the_last_end_wins_nobody_back():
    account = AccountFactory(is_former=True)  # left on 1 November
    assert make_customer(account, on=date(2026, 10, 31), by=None, now=NOW) is None
    assert standing(account) == ("potential", True, 2)
    assert make_customer(account, on=date(2026, 11, 2), by=None, now=NOW).kind == "won_back"


def test_a_hand_made_purchase_of_a_customer_is_refused():
    account = CustomerFactory()
    with pytest.raises(CustomerError) as refusal:
        make_customer(account, on=TODAY, by=account.owner, now=NOW, by_hand=True)
    assert "customer already" in str(refusal.value)


def test_the_owner_is_kept_else_the_deals_else_who_acts():
    kept = AccountFactory()
    owner, deal_owner, actor = kept.owner, UserFactory(team=TeamFactory()), UserFactory()
    make_customer(kept, on=TODAY, by=actor, now=NOW, owner_hint=deal_owner)
    assert kept.owner == owner
    hinted, acted, imported = AccountFactory.create_batch(3, owner=None)
    make_customer(hinted, on=TODAY, by=actor, now=NOW, owner_hint=deal_owner)
    make_customer(acted, on=TODAY, by=actor, now=NOW)
    make_customer(imported, on=TODAY, by=actor, now=NOW, imported=True)
    for account, expected in ((hinted, deal_owner), (acted, actor), (imported, None)):
        account.refresh_from_db()
        assert account.owner == expected
        assert account.team == (expected.team if expected else None)


@pytest.mark.parametrize(("days_ago", "welcomed"), [(0, 1), (30, 1), (31, 0)])
def test_a_new_customer_is_welcomed_unless_it_is_old_news(days_ago, welcomed):
    account = AccountFactory()
    make_customer(account, on=TODAY - timedelta(days=days_ago), by=account.owner, now=NOW)
    assert Task.objects.filter(account=account, origin="lifecycle").count() == welcomed


def test_an_end_tells_who_why_and_keeps_free_text_apart():
    account = CustomerFactory()
    event = leave(account, competitor="Bouwmaat", note="Cheaper", silence_reason="fear")
    assert (event.initiator, event.reason, event.cycle) == ("customer", "price", 1)
    assert (event.text.competitor, event.text.silence_reason) == ("Bouwmaat", "fear")
    task = Task.objects.get(account=account, origin="lifecycle")
    assert task.assignee == account.owner
    assert task.due_on == TODAY + timedelta(days=5)
    assert account.name in task.title
    assert AuditEntry.objects.filter(account_id=account.pk, verb="account.ended").exists()


def test_a_task_is_written_in_the_language_of_its_owner(settings):
    account = CustomerFactory(owner__language="nl", name="De Brug")
    leave(account)
    title = Task.objects.get(account=account).title
    assert title in ("De Brug terugwinnen", "Win back De Brug")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"initiator": ""}, "initiator"),
        ({"initiator": "god"}, "initiator"),
        ({"reason": ""}, "reason"),
        ({"reason": "weather"}, "reason"),
        ({"silence_reason": "shy"}, "silence_reason"),
        ({"on": date(2025, 12, 31)}, "on"),
    ],
)
def test_an_end_without_its_facts_is_refused_and_nothing_is_written(changes, field):
    account = CustomerFactory()
    with pytest.raises(CustomerError) as refusal:
        leave(account, **changes)
    assert refusal.value.field == field
    assert standing(account) == ("customer", False, 1)
    assert kinds(account) == ["created", "first_purchase"]


@pytest.mark.parametrize("stage", ["potential", "former"])
def test_only_a_customer_can_be_ended(stage):
    with pytest.raises(CustomerError):
        leave(AccountFactory(stage=stage))


def test_ended_by_us_is_left_alone():
    account = CustomerFactory()
    leave(account, initiator="supplier", reason="payment")
    assert account.do_not_pursue
    assert not Task.objects.filter(account=account).exists()
    make_customer(account, on=TODAY, by=account.owner, now=NOW)
    assert not account.do_not_pursue


def test_the_second_of_two_enders_is_told():
    account = CustomerFactory()
    other = Account.objects.get(pk=account.pk)
    leave(account)
    with pytest.raises(CustomerConflict):
        leave(other)
    assert kinds(account).count("ended") == 1


def test_with_a_rest_period_it_stays_former_until_housekeeping_brings_it_back():
    rest(30)
    account = CustomerFactory()
    leave(account)
    assert standing(account) == ("former", True, 1)
    assert not Task.objects.filter(account=account).exists()
    assert return_rested(NOW + timedelta(days=29)) == 0
    assert return_rested(NOW + timedelta(days=30)) == 1
    assert return_rested(NOW + timedelta(days=30)) == 0
    assert standing(account) == ("potential", True, 2)
    assert account.lifecycle_events.last().happened_on == TODAY + timedelta(days=30)
    assert Task.objects.filter(account=account).count() == 1


def test_a_rest_period_that_has_passed_already_ends_at_once():
    rest(30)
    account = CustomerFactory()
    leave(account, on=TODAY - timedelta(days=31))
    assert standing(account) == ("potential", True, 2)


def test_who_buys_while_resting_is_won_back_when_the_rest_is_over():
    rest(30)
    account = CustomerFactory()
    leave(account)
    bought = TODAY + timedelta(days=3)
    later = NOW + timedelta(days=3)
    Order.objects.create(account=account, ordered_on=bought, amount=100, created_at=later)
    assert make_customer(account, on=bought, by=account.owner, now=later) is None
    with pytest.raises(CustomerError, match="rests"):
        make_customer(account, on=bought, by=account.owner, now=later, by_hand=True)
    assert standing(account) == ("former", True, 1)
    return_rested(NOW + timedelta(days=30))
    assert standing(account) == ("customer", False, 2)
    assert account.customer_since == bought
    assert not Task.objects.filter(origin_key__startswith="winback").exists()


def test_an_end_in_the_future_is_planned_and_carried_out_on_its_day():
    account = CustomerFactory()
    planned = leave(account, on=TODAY + timedelta(days=10), reason="quality", note="Bye")
    assert isinstance(planned, PlannedEnd)
    assert standing(account) == ("customer", False, 1)
    assert run_planned_ends(NOW + timedelta(days=9)) == 0
    assert run_planned_ends(NOW + timedelta(days=10)) == 1
    assert run_planned_ends(NOW + timedelta(days=10)) == 0
    assert standing(account) == ("potential", True, 2)
    event = account.lifecycle_events.get(kind="ended")
    assert (event.reason, event.text.note) == ("quality", "Bye")
    assert event.happened_on == TODAY + timedelta(days=10)
    assert not PlannedEnd.objects.exists()


def test_a_planned_end_can_be_planned_again_and_taken_back():
    account = CustomerFactory()
    leave(account, on=TODAY + timedelta(days=10))
    leave(account, on=TODAY + timedelta(days=20))
    assert PlannedEnd.objects.get().ends_on == TODAY + timedelta(days=20)
    assert cancel_planned_end(account, by=account.owner, now=NOW)
    assert not cancel_planned_end(account, by=account.owner, now=NOW)
    assert run_planned_ends(NOW + timedelta(days=30)) == 0


def test_a_planned_end_of_somebody_who_left_earlier_is_dropped():
    account = CustomerFactory()
    planned = leave(account, on=TODAY + timedelta(days=10))
    leave(account)
    assert not PlannedEnd.objects.exists()
    PlannedEnd.objects.create(
        account=account,
        ends_on=planned.ends_on,
        initiator="customer",
        reason="price",
        planned_at=NOW,
    )
    assert run_planned_ends(NOW + timedelta(days=10)) == 0
    assert not PlannedEnd.objects.exists()
    assert kinds(account).count("ended") == 1


@pytest.mark.parametrize("gone", [{"deleted_at": NOW}, {"merged_into": 0}])
def test_a_planned_end_of_an_account_that_is_gone_is_dropped(gone):
    account = CustomerFactory()
    if "merged_into" in gone:
        gone = {"merged_into": CustomerFactory()}
    leave(account, on=TODAY + timedelta(days=10))
    Account.objects.filter(pk=account.pk).update(**gone)
    assert run_planned_ends(NOW + timedelta(days=10)) == 0
    assert not PlannedEnd.objects.exists()
    assert AuditEntry.objects.filter(verb="account.drop_planned_end").count() == 1
    assert kinds(account).count("ended") == 0


def test_a_correction_is_a_managers_and_needs_a_reason():
    account, manager = CustomerFactory(), UserFactory(role="manager")
    with pytest.raises(PermissionDenied):
        correct_stage(account, to="potential", reason="Typo", by=account.owner, now=NOW)
    with pytest.raises(CustomerError):
        correct_stage(account, to="potential", reason=" ", by=manager, now=NOW)
    with pytest.raises(CustomerError):
        correct_stage(account, to="moon", reason="Typo", by=manager, now=NOW)
    event = correct_stage(account, to="potential", reason="Typo", by=manager, now=NOW)
    assert (event.kind, event.from_stage, event.text.note) == ("correction", "customer", "Typo")
    assert standing(account) == ("potential", False, 1)


def test_an_end_by_mistake_is_corrected_with_its_lap_and_task():
    account, manager = CustomerFactory(), UserFactory(role="manager")
    leave(account)
    correct_stage(account, to="customer", reason="Wrong account", by=manager, now=NOW)
    assert standing(account) == ("customer", False, 1)
    assert account.customer_since == date(2026, 1, 1)
    assert not Task.objects.open().filter(account=account).exists()
    assert kinds(account)[-3:] == ["ended", "auto_potential", "correction"]


@pytest.mark.parametrize("days", [0, 30])
def test_a_correction_to_former_follows_the_rest_period(days):
    rest(days)
    account, manager = AccountFactory(), UserFactory(role="manager")
    correct_stage(
        account, to="former", reason="Was a customer in the old system", by=manager, now=NOW
    )
    assert standing(account) == (("former", True, 1) if days else ("potential", True, 2))


def test_history_cannot_be_edited():
    event = CustomerFactory().lifecycle_events.first()
    for act in ("update", "delete"):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows = LifecycleEvent.objects.filter(pk=event.pk)
            rows.update(kind="ended") if act == "update" else rows.delete()


def test_a_merged_account_moves_no_more():
    account = CustomerFactory(merged_into=AccountFactory())
    with pytest.raises(CustomerConflict):
        leave(account)


def test_won_back_finishes_the_win_back_task():
    account = CustomerFactory()
    leave(account)
    make_customer(account, on=TODAY, by=account.owner, now=NOW)
    task = Task.objects.get(origin_key__startswith="winback")
    assert task.state == "done"


def test_an_order_of_a_later_day_does_not_win_back_who_leaves_today():
    """History is replayed in order of time while orders of later years are there already."""
    account = CustomerFactory()
    OrderFactory(account=account, ordered_on=NOW.date() + timedelta(days=400))
    end_relationship(
        account, on=NOW.date(), initiator="customer", reason="price", by=account.owner, now=NOW
    )
    account.refresh_from_db()
    assert (account.stage, account.cycle, account.is_former) == ("potential", 2, True)
