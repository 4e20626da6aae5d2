"""Tests of tasks and contact moments: what they write on the account."""

from datetime import date, time, timedelta

import pytest

from crm.shared.tests.factories import UserFactory
from customers.activities import services
from customers.activities.models import Interaction, Task
from customers.errors import CustomerConflict, CustomerError
from customers.tests.factories import AccountFactory, ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def account(owner):
    return AccountFactory(owner=owner)


def add(account, owner, now, **changes):
    fields = {"title": "Call Karin", "due_on": date(2026, 11, 20), "assignee": owner, "now": now}
    return services.add_task(account, **(fields | changes))


def next_step(account):
    account.refresh_from_db()
    return account.next_step_on, account.next_step


def test_the_earliest_open_task_is_the_next_step(account, owner, now):
    add(account, owner, now)
    add(account, owner, now, title="Send agenda", due_on=date(2026, 11, 18))
    assert next_step(account) == (date(2026, 11, 18), "Send agenda")


def test_on_one_day_the_task_with_a_time_comes_before_the_one_without(account, owner, now):
    add(account, owner, now, title="Some time that day")
    add(account, owner, now, title="At nine", due_time=time(9))
    assert next_step(account)[1] == "At nine"


def test_the_same_origin_key_gives_the_same_task(account, owner, now):
    first = add(account, owner, now, origin="lifecycle", origin_key="welcome:1")
    again = add(account, owner, now, origin="lifecycle", origin_key="welcome:1", title="Other")
    assert first == again
    assert Task.objects.count() == 1


def test_done_clears_the_next_step_and_undo_brings_it_back(account, owner, now):
    task = add(account, owner, now)
    services.complete_task(task, by=owner, now=now)
    assert next_step(account) == (None, "")
    services.reopen_task(task, by=owner, now=now)
    assert next_step(account) == (date(2026, 11, 20), "Call Karin")
    task.refresh_from_db()
    assert task.done_at is None


def test_doing_a_task_twice_is_told_to_the_second(account, owner, now):
    task = add(account, owner, now)
    stale = Task.objects.get(pk=task.pk)
    services.complete_task(task, by=owner, now=now)
    with pytest.raises(CustomerConflict):
        services.complete_task(stale, by=owner, now=now)


def test_moving_a_task_moves_the_next_step(account, owner, now):
    task = add(account, owner, now)
    services.move_task(task, due_on=date(2026, 12, 1), by=owner, now=now)
    assert next_step(account)[0] == date(2026, 12, 1)


def test_editing_a_task_somebody_else_changed_is_refused(account, owner, now):
    task = add(account, owner, now)
    services.edit_task(task, version=1, title="First", by=owner, now=now)
    with pytest.raises(CustomerConflict):
        services.edit_task(task, version=1, title="Second", by=owner, now=now)
    task.refresh_from_db()
    assert task.title == "First"


def test_tasks_of_an_origin_end_together(account, owner, now):
    for key in ("complaint:7:ack", "complaint:7:decision", "complaint:70:ack"):
        add(account, owner, now, origin="complaint", origin_key=key)
    assert services.cancel_tasks_of("complaint:7:", by=owner, now=now) == 2
    assert services.complete_tasks_of("complaint:70:", by=owner, now=now) == 1
    assert next_step(account) == (None, "")
    assert Task.objects.get(origin_key="complaint:70:ack").done_at == now


def test_a_task_without_account_changes_no_account(owner, now):
    task = add(None, owner, now)
    services.complete_task(task, by=owner, now=now)
    assert Task.objects.get().state == "done"


def test_a_task_refuses_a_contact_of_another_account(account, owner, now):
    with pytest.raises(CustomerError):
        add(account, owner, now, contact=ContactFactory())


def log(account, owner, now, **changes):
    fields = {"kind": "call", "summary": "Spoke", "happened_at": now, "by": owner, "now": now}
    return services.log_interaction(account, **(fields | changes))


def test_a_call_is_the_last_contact_of_account_and_contact(account, owner, now):
    contact = ContactFactory(account=account)
    log(account, owner, now, contacts=[contact])
    account.refresh_from_db()
    contact.refresh_from_db()
    assert account.last_contact_at == now == contact.last_contact_at


def test_a_note_is_no_contact(account, owner, now):
    log(account, owner, now, kind="note")
    account.refresh_from_db()
    assert account.last_contact_at is None


def test_an_older_call_logged_later_does_not_turn_the_clock_back(account, owner, now):
    log(account, owner, now)
    log(account, owner, now, happened_at=now - timedelta(days=9))
    account.refresh_from_db()
    assert account.last_contact_at == now


def test_a_call_may_set_the_next_step(account, owner, now):
    step = services.NextStep("Send the drawing", date(2026, 11, 24))
    log(account, owner, now, next_step=step)
    assert next_step(account) == (date(2026, 11, 24), "Send the drawing")


def test_a_call_in_the_future_is_refused_and_nothing_is_written(account, owner, now):
    with pytest.raises(CustomerError) as refusal:
        log(account, owner, now, happened_at=now + timedelta(hours=1))
    assert refusal.value.field == "happened_at"
    assert not Interaction.objects.exists()


def test_a_call_with_somebody_of_another_account_is_refused(account, owner, now):
    with pytest.raises(CustomerError):
        log(account, owner, now, contacts=[ContactFactory()])


def test_taking_a_call_away_takes_the_last_contact_back_and_undo_restores_it(account, owner, now):
    contact = ContactFactory(account=account)
    earlier = now - timedelta(days=3)
    log(account, owner, now, happened_at=earlier, contacts=[contact])
    call = log(account, owner, now, contacts=[contact])
    services.delete_interaction(call, by=owner, now=now)
    account.refresh_from_db()
    contact.refresh_from_db()
    assert account.last_contact_at == earlier == contact.last_contact_at
    assert not Interaction.objects.visible_to(owner).filter(pk=call.pk).exists()
    services.restore_interaction(call, by=owner, now=now)
    account.refresh_from_db()
    assert account.last_contact_at == now


def test_a_colleague_may_not_rewrite_but_a_manager_may(account, owner, now):
    call = log(account, owner, now)
    with pytest.raises(CustomerError):
        services.edit_interaction(call, version=1, summary="x", by=UserFactory(), now=now)
    manager = UserFactory(role="manager")
    services.edit_interaction(call, version=1, summary="Better", by=manager, now=now)
    call.refresh_from_db()
    assert (call.summary, call.version) == ("Better", 2)


def test_after_a_week_the_author_rewrites_no_more(account, owner, now):
    call = log(account, owner, now)
    services.edit_interaction(
        call, version=1, summary="On day 7", by=owner, now=now + timedelta(days=7)
    )
    with pytest.raises(CustomerError):
        services.delete_interaction(call, by=owner, now=now + timedelta(days=7, seconds=1))


def test_the_second_editor_of_a_contact_moment_is_told(account, owner, now):
    call = log(account, owner, now)
    services.edit_interaction(call, version=1, summary="First", by=owner, now=now)
    with pytest.raises(CustomerConflict):
        services.edit_interaction(call, version=1, summary="Second", by=owner, now=now)
