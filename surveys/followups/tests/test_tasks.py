"""Ticking the task of a follow-up on Home is recorded on the follow-up itself."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from customers.activities.services import cancel_task, complete_task, reopen_task
from customers.errors import CustomerConflict, CustomerError
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.followups.models import FollowUp, FollowUpEvent, FollowUpState
from surveys.followups.services import act, follow_up, refresh_unhandled
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    """Give a detractor's answer its follow-up, with the task on the owner's Home."""
    now = timezone.now()
    account = AccountFactory(owner=UserFactory())
    answer = AnswerFactory(contact=ContactFactory(account=account), score=3, confirmed_at=now)
    follow_up(answer, now=now)
    refresh_unhandled(account.pk, now=now)
    return Task.objects.get(origin="survey")


def test_a_tick_records_that_the_customer_was_contacted(task, client):
    client.force_login(task.assignee)
    assert client.post(reverse("tasks:complete", args=[task.pk])).status_code == 302
    task.refresh_from_db()
    followup = FollowUp.objects.get()
    assert task.state == "done" and task.done_by == task.assignee
    assert followup.state == FollowUpState.CONTACTED and followup.contacted_at is not None
    assert FollowUpEvent.objects.get().by == task.assignee
    task.account.refresh_from_db()
    assert task.account.unhandled_detractors == 0


def test_it_cannot_be_undone_on_one_side_only(task, client):
    done = complete_task(task, by=task.assignee, now=timezone.now())
    with pytest.raises(CustomerError, match="on record"):
        reopen_task(done, by=task.assignee, now=timezone.now())
    client.force_login(task.assignee)
    assert client.post(reverse("tasks:reopen", args=[task.pk])).status_code == 422


def test_the_task_is_not_cancelled_while_the_follow_up_waits(task):
    with pytest.raises(CustomerError, match="no action"):
        cancel_task(task, by=task.assignee, now=timezone.now())
    task.refresh_from_db()
    assert task.state == "open"


def test_closing_the_follow_up_still_ticks_the_task(task):
    act(FollowUp.objects.get(), state="resolved", note="Sent a part", by=task.assignee,
        now=timezone.now())  # fmt: skip
    task.refresh_from_db()
    assert task.state == "done"


def test_a_second_tick_changes_nothing(task):
    first, second = Task.objects.get(pk=task.pk), Task.objects.get(pk=task.pk)
    complete_task(first, by=task.assignee, now=timezone.now())
    with pytest.raises(CustomerConflict):
        complete_task(second, by=task.assignee, now=timezone.now())
    assert FollowUpEvent.objects.count() == 1


def test_a_task_whose_follow_up_was_handled_meanwhile_is_just_done(task):
    FollowUp.objects.update(state="contacted", contacted_at=timezone.now())
    assert complete_task(task, by=task.assignee, now=timezone.now()).state == "done"
