"""Corrective actions: planned, done, checked; their tasks; who may; what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from complaints.actions.models import ActionState, CorrectiveAction, Effect
from complaints.actions.services import (
    check_action,
    drop_action,
    edit_action,
    finish_action,
    recurrence,
)
from complaints.errors import ComplaintError
from complaints.tests.factories import closed, handler, planned_action
from crm.shared.localtime import local_date
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task, TaskState
from customers.activities.services import complete_task
from customers.errors import CustomerConflict, CustomerError, EditConflict

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(minutes=5)
TODAY = local_date(NOW)
DAY = timedelta(days=1)


@pytest.fixture
def desk():
    """Return a handler."""
    return handler()


def tasks(state=TaskState.OPEN):
    """Return the tasks of actions in a state."""
    return Task.objects.filter(origin_key__startswith="corrective-action-", state=state)


def test_each_step_has_its_task_on_the_owners_day(desk):
    owner = UserFactory()
    action = planned_action(by=desk, owner=owner, now=NOW)
    task = tasks().get()
    assert (task.assignee, task.due_on) == (owner, action.due_on)
    assert task.url == action.get_absolute_url()
    finish_action(action, done_on=TODAY, evidence="New printer in hall 2.", by=owner, now=NOW)
    assert tasks(TaskState.DONE).count() == 1
    assert tasks().get().due_on == action.check_on
    check_action(action, effect=Effect.PARTLY, finding="Half as many.", by=desk, now=NOW)
    assert not tasks().exists()
    assert (action.state, action.checked_by) == (ActionState.CHECKED, desk)


def test_a_tick_does_not_stand_for_the_evidence(desk):
    planned_action(by=desk, now=NOW)
    with pytest.raises(CustomerError):
        complete_task(tasks().get(), by=desk, now=NOW)
    assert tasks().exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"done_on": TODAY + DAY, "evidence": "x"}, "done_on"),
        ({"done_on": TODAY, "evidence": " "}, "evidence"),
    ],
)
def test_done_needs_a_day_that_was_and_evidence(desk, values, field):
    with pytest.raises(ComplaintError) as refused:
        finish_action(planned_action(by=desk, now=NOW), by=desk, now=NOW, **values)
    assert refused.value.field == field


def test_an_action_is_against_something_and_is_looked_at_later(desk):
    for wrong in ({"cause": None}, {"check_on": TODAY, "due_on": TODAY}):
        with pytest.raises(ComplaintError):
            planned_action(by=desk, now=NOW, **wrong)
    with pytest.raises(PermissionDenied):
        planned_action(by=UserFactory(), now=NOW)


def test_no_step_is_taken_twice(desk):
    action = planned_action(by=desk, now=NOW)
    stale = CorrectiveAction.objects.get(pk=action.pk)
    drop_action(action, reason="The supplier does it.", by=desk, now=NOW)
    assert tasks(TaskState.CANCELLED).count() == 1
    with pytest.raises(CustomerConflict):
        finish_action(stale, done_on=TODAY, evidence="Done.", by=desk, now=NOW)
    with pytest.raises(CustomerConflict):
        check_action(stale, effect=Effect.NOT, finding="", by=desk, now=NOW)


def test_an_edit_moves_the_task_and_the_second_editor_is_told(desk):
    action = planned_action(by=desk, now=NOW)
    other = UserFactory()
    values = {
        "title": "Two labels", "owner": other, "due_on": TODAY + 5 * DAY, "cause": action.cause,
        "check_on": TODAY + 50 * DAY, "category": None, "plan": "", "cost": 10,
    }  # fmt: skip
    edit_action(action, version=1, by=desk, now=NOW, **values)
    assert (tasks().get().assignee, tasks().get().due_on) == (other, TODAY + 5 * DAY)
    with pytest.raises(EditConflict):
        edit_action(action, version=1, by=desk, now=NOW, **values)


def test_the_same_trouble_is_counted_before_and_after_the_fix(client, desk):
    """Fixed 20 days ago; 25 and 30 days ago count before, 50 days ago is too long ago, 3 days ago after.

    The list behind each count shows as many.
    """
    action = planned_action(by=desk, now=NOW - 60 * DAY)
    finish_action(action, done_on=TODAY - 20 * DAY, evidence="Seen.", by=desk, now=NOW)
    for days in (50, 30, 25, 3):
        closed(now=NOW - days * DAY, by=desk)
    found = recurrence(action, desk, TODAY)
    assert (found.before, found.after, found.days) == (2, 1, 20)
    client.force_login(desk)
    context = client.get(action.get_absolute_url()).context
    assert client.get(context["before_url"]).context["page"].count == 2
    assert client.get(context["after_url"]).context["page"].count == 1


def test_a_branch_counts_the_causes_below_it(desk):
    action = planned_action(by=desk, now=NOW - 60 * DAY, cause="method")
    finish_action(action, done_on=TODAY - 20 * DAY, evidence="Seen.", by=desk, now=NOW)
    closed(now=NOW - 3 * DAY, by=desk)
    assert recurrence(action, desk, TODAY).after == 1


def test_the_pages_plan_change_finish_check_and_link(client, desk, django_assert_max_num_queries):
    complaint = closed(now=NOW - 3 * DAY, by=desk)
    client.force_login(desk)
    url = reverse("actions:create") + f"?complaint={complaint.number}"
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"title": "Scan twice"}
    assert client.post(url, data | {"title": ""}).status_code == 422
    assert client.post(url, data).status_code == 302
    action = CorrectiveAction.objects.get()
    assert list(action.complaints.all()) == [complaint]
    other = closed(now=NOW - 4 * DAY, by=desk)
    step = {
        name: reverse(f"actions:{name}", args=[action.pk]) for name in ("finish", "check", "link")
    }
    assert client.post(step["link"], {"number": "KL-1"}).status_code == 422
    assert client.post(step["link"], {"number": other.number.lower()}).status_code == 302
    assert client.post(reverse("actions:unlink", args=[action.pk, other.number])).status_code == 302
    assert client.post(step["finish"], {"done_on": TODAY}).status_code == 422
    assert client.post(step["finish"], {"done_on": TODAY, "evidence": "Seen."}).status_code == 302
    assert client.post(step["check"], {"effect": "not", "finding": "Still."}).status_code == 302
    with django_assert_max_num_queries(12):
        text = client.get(action.get_absolute_url()).content.decode()
    assert "Plan the next action" in text
    with django_assert_max_num_queries(8):
        client.get(reverse("actions:list"))


def test_the_list_shows_what_is_late_and_what_worked(client, desk):
    late = planned_action(by=desk, now=NOW - 60 * DAY, due_on=TODAY - DAY)
    planned_action(by=desk, now=NOW, title="In time")
    client.force_login(desk)
    for query, count in (
        ("state=late", 1), ("state=running", 2), ("effect=not", 0), ("cause=method", 2),
        ("cause=people", 0), ("category=delivery", 0), (f"owner={desk.pk}", 2),
    ):  # fmt: skip
        assert client.get(f"{reverse('actions:list')}?{query}").context["page"].count == count, (
            query
        )
    assert late.title in client.get(reverse("actions:list")).content.decode()


def test_an_owner_may_finish_and_others_only_read(client, desk):
    owner, reader = UserFactory(), UserFactory()
    action = planned_action(by=desk, owner=owner, now=NOW)
    url = reverse("actions:finish", args=[action.pk])
    client.force_login(reader)
    assert client.get(action.get_absolute_url()).status_code == 200
    assert client.post(url, {"done_on": TODAY, "evidence": "x"}).status_code == 403
    client.force_login(owner)
    assert client.post(url, {"done_on": TODAY, "evidence": "Seen."}).status_code == 302
