"""What stands on a calendar: tasks, promises, and visits that took place. Three queries for any stretch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared.localtime import day_end, day_start, local_date, zone
from customers.activities.models import Interaction, InteractionKind, Task, TaskKind, TaskState
from customers.promises.models import Promise
from customers.promises.outcome import is_expired

LIMIT = 400  # read of a kind; a page says so when there is more
ICONS = {TaskKind.TODO: "check2-square", TaskKind.VISIT: "geo-alt", TaskKind.CALL: "telephone"}


@dataclass(frozen=True)
class Entry:
    """One thing on one day. `state` is late, done or empty; `at` is empty for the whole day."""

    key: str
    on: date
    at: time | None
    icon: str
    kind: Any
    title: str
    account: str
    url: str
    state: str
    owner: Any
    minutes: int = 0


def entries(
    user: Any, of: Callable[[str], Q], *, first: date, last: date, now: datetime
) -> tuple[list[Entry], bool]:
    """Return what people have between two days, in order, and whether something was left out.

    `of` turns the name of a colleague's foreign key into the condition that it is one of them.
    """
    tasks = (
        Task.objects.visible_to(user)
        .filter(of("assignee"), due_on__range=(first, last))
        .exclude(state=TaskState.CANCELLED)
        .exclude(kind=TaskKind.VISIT, state=TaskState.DONE)  # the visit itself is shown
        .select_related("account", "assignee")
        .order_by("due_on", "pk")[: LIMIT + 1]
    )
    promises = (
        Promise.objects.visible_to(user)
        .filter(of("owner"), due_on__range=(first, last), withdrawn_at__isnull=True)
        .select_related("account", "owner")
        .order_by("due_on", "pk")[: LIMIT + 1]
    )
    visits = (
        Interaction.objects.visible_to(user)
        .filter(
            of("author"),
            kind=InteractionKind.VISIT,
            happened_at__gte=day_start(first),
            happened_at__lt=day_end(last),
        )
        .select_related("account", "author")
        .order_by("happened_at", "pk")[: LIMIT + 1]
    )
    sources: list[tuple[Any, Callable[[Any, datetime], Entry]]] = [
        (tasks, task_entry),
        (promises, promise_entry),
        (visits, visit_entry),
    ]
    found: list[Entry] = []
    cut = False
    for rows, show in sources:
        read = list(rows)
        cut = cut or len(read) > LIMIT
        found += [show(row, now) for row in read[:LIMIT]]
    return sorted(found, key=lambda entry: (entry.on, entry.at or time.min, entry.key)), cut


def task_entry(task: Task, now: datetime) -> Entry:
    """Show a task on the day it is due."""
    state = "done" if task.state == TaskState.DONE else ""
    if not state and is_expired(task.due_on, task.due_time, now):
        state = "late"
    return Entry(
        key=f"task-{task.pk}",
        on=task.due_on,
        at=task.due_time,
        icon=ICONS[TaskKind(task.kind)],
        kind=_("Task") if task.kind == TaskKind.TODO else task.get_kind_display(),
        title=task.title,
        account=task.account.name if task.account_id else "",
        url=task.url or reverse("tasks:edit", args=[task.pk]),
        state=state,
        owner=task.assignee if task.assignee_id else None,
        minutes=60 if task.kind == TaskKind.VISIT else 30,
    )


def promise_entry(promise: Promise, now: datetime) -> Entry:
    """Show a promise on the day the customer expects it."""
    state = "" if promise.is_open else "done"
    if promise.is_open and is_expired(promise.counts_on, promise.counts_time, now):
        state = "late"
    return Entry(
        key=f"promise-{promise.pk}",
        on=promise.due_on,
        at=promise.due_time,
        icon="hand-index-thumb",
        kind=_("Promise"),
        title=promise.text,
        account=promise.account.name,
        url=reverse("promises:detail", args=[promise.pk]),
        state=state,
        owner=promise.owner,
        minutes=30,
    )


def visit_entry(visit: Interaction, now: datetime) -> Entry:
    """Show a visit that took place."""
    return Entry(
        key=f"visit-{visit.pk}",
        on=local_date(visit.happened_at),
        at=visit.happened_at.astimezone(zone()).time(),
        icon="geo-alt",
        kind=_("Visit"),
        title=_("Visit %(account)s") % {"account": visit.account.name},
        account=visit.account.name,
        url=reverse("activities:edit", args=[visit.pk]),
        state="done",
        owner=visit.author if visit.author_id else None,
        minutes=visit.minutes or 60,
    )
