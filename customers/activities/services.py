"""Tasks: added, done, moved, cancelled. The earliest open one is the account's next step."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from customers.accounts.facts import lock_account
from customers.activities import endings
from customers.activities.interactions import (
    NextStep,
    delete_interaction,
    edit_interaction,
    log_interaction,
    pin_interaction,
    restore_interaction,
    unpin_interaction,
)
from customers.activities.models import Task, TaskKind, TaskOrigin, TaskState
from customers.activities.steps import create_task, refresh_next_step
from customers.errors import CustomerConflict, CustomerError, EditConflict

__all__ = [
    "NextStep",
    "add_task",
    "cancel_task",
    "cancel_tasks_of",
    "complete_task",
    "complete_tasks_of",
    "delete_interaction",
    "edit_interaction",
    "edit_task",
    "log_interaction",
    "move_task",
    "pin_interaction",
    "refresh_next_step",
    "reopen_task",
    "restore_interaction",
    "unpin_interaction",
]


@transaction.atomic
def add_task(
    account: Any,
    *,
    title: str,
    due_on: date,
    assignee: Any,
    origin: str = TaskOrigin.MANUAL,
    now: datetime,
    by: Any = None,
    origin_key: str | None = None,
    origin_ref: str = "",
    due_time: time | None = None,
    contact: Any = None,
    url: str = "",
    note: str = "",
    kind: str = TaskKind.TODO,
) -> Task:
    """Add something to do; the same `origin_key` twice gives the same task."""
    if contact is not None and (account is None or contact.account_id != account.pk):
        raise CustomerError(_("Choose a contact of this account."), field="contact")
    task, new = create_task(
        account,
        title=title,
        due_on=due_on,
        assignee=assignee,
        origin=origin,
        now=now,
        by=by,
        origin_key=origin_key,
        origin_ref=origin_ref,
        due_time=due_time,
        contact=contact,
        url=url,
        note=note,
        kind=kind,
    )
    if new:
        refresh_next_step(task.account_id, now=now)
        record("task.create", task, by=by)
    return task


def _move_state(task: Task, old: str, new: str, *, by: Any, now: datetime) -> Task:
    """Change the state if nobody else did; raise CustomerConflict otherwise."""
    done = new == TaskState.DONE
    changed = Task.objects.filter(pk=task.pk, state=old).update(
        state=new,
        done_at=now if done else None,
        done_by=by if done else None,
        version=F("version") + 1,
    )
    if not changed:
        raise CustomerConflict(
            _("Somebody else has just changed this task; nothing was changed. Look again.")
        )
    refresh_next_step(task.account_id, now=now)
    record(f"task.{new}" if new != TaskState.OPEN else "task.reopen", task, by=by)
    task.refresh_from_db()
    return task


@transaction.atomic
def complete_task(task: Task, *, by: Any, now: datetime) -> Task:
    """Mark an open task done; where a record stands behind it, by that record's own service.

    Raises CustomerConflict when somebody was faster.
    """
    end = endings.of(task)
    if end is not None and task.state == TaskState.OPEN:
        end(task, by=by, now=now)
        task.refresh_from_db()
        return task
    return _move_state(task, TaskState.OPEN, TaskState.DONE, by=by, now=now)


@transaction.atomic
def reopen_task(task: Task, *, by: Any, now: datetime) -> Task:
    """Undo: make a finished or cancelled task open again.

    Raises CustomerError when doing it was recorded elsewhere too: that record would stay as it is.
    """
    if task.state == TaskState.OPEN:
        return task
    if endings.of(task) is not None:
        raise CustomerError(
            _("What was done is on record with the follow-up too; the task stays as it is.")
        )
    return _move_state(task, task.state, TaskState.OPEN, by=by, now=now)


@transaction.atomic
def cancel_task(task: Task, *, by: Any, now: datetime) -> Task:
    """Take an open task off the list without doing it.

    Raises CustomerError when a record behind it would go on waiting.
    """
    if endings.of(task) is not None:
        raise CustomerError(
            _("Close the follow-up itself, with no action and why: then this task goes too.")
        )
    return _move_state(task, TaskState.OPEN, TaskState.CANCELLED, by=by, now=now)


@transaction.atomic
def move_task(
    task: Task, *, due_on: date, due_time: time | None = None, by: Any, now: datetime
) -> Task:
    """Give an open task another day."""
    changed = Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(
        due_on=due_on, due_time=due_time, version=F("version") + 1
    )
    if not changed:
        raise CustomerConflict(_("This task is no longer open; its day was not changed."))
    refresh_next_step(task.account_id, now=now)
    record("task.move", task, by=by, changes=["due_on", "due_time"])
    task.refresh_from_db()
    return task


@transaction.atomic
def edit_task(task: Task, *, version: int, by: Any, now: datetime, **fields: Any) -> Task:
    """Change title, note, day, time, assignee or contact of a task somebody read at `version`.

    Raises CustomerConflict when it was changed since.
    """
    changed = Task.objects.filter(pk=task.pk, version=version, state=TaskState.OPEN).update(
        **fields, version=F("version") + 1
    )
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this task while you were typing. Nothing was lost: compare."),
            Task.objects.select_related("contact", "assignee").get(pk=task.pk),
            fields,
        )
    refresh_next_step(task.account_id, now=now)
    record("task.edit", task, by=by, changes=fields)
    task.refresh_from_db()
    return task


def _end_all(tasks: QuerySet[Task], state: str, *, by: Any, now: datetime) -> int:
    """End every open task of a set and refresh the next step of each account."""
    accounts = set(tasks.values_list("account_id", flat=True))
    for account_id in sorted(a for a in accounts if a):
        lock_account(account_id)
    done = state == TaskState.DONE
    count = tasks.update(
        state=state,
        done_at=now if done else None,
        done_by=by if done else None,
        version=F("version") + 1,
    )
    for account_id in accounts:
        refresh_next_step(account_id, now=now)
    return count


@transaction.atomic
def complete_tasks_of(origin_key_prefix: str, *, by: Any = None, now: datetime) -> int:
    """Mark done every open task whose origin key starts so; return how many."""
    tasks = Task.objects.open().filter(origin_key__startswith=origin_key_prefix)
    return _end_all(tasks, TaskState.DONE, by=by, now=now)


@transaction.atomic
def cancel_tasks_of(origin_key_prefix: str, *, by: Any = None, now: datetime) -> int:
    """Cancel every open task whose origin key starts so; return how many."""
    tasks = Task.objects.open().filter(origin_key__startswith=origin_key_prefix)
    return _end_all(tasks, TaskState.CANCELLED, by=by, now=now)
