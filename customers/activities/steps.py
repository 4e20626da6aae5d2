"""The row behind a task and the account's next step: what both tasks and contact moments need."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Subquery, TimeField, Value
from django.db.models.functions import Coalesce

from customers.accounts.facts import lock_account, update_facts
from customers.activities.models import Task, TaskKind, TaskOrigin

END_OF_DAY = time(23, 59, 59)


def refresh_next_step(account_id: int | None, *, now: datetime) -> None:
    """Write the earliest open task of an account as its next step, or that there is none."""
    if account_id is None:
        return
    lock_account(account_id)
    first = (
        Task.objects.open()
        .filter(account_id=account_id)
        .order_by("due_on", Coalesce("due_time", Value(END_OF_DAY), output_field=TimeField()), "pk")
        .values_list("due_on", "title")
        .first()
    )
    due_on, title = first or (None, "")
    visit = Task.objects.open().filter(account_id=account_id, kind=TaskKind.VISIT)
    planned = Subquery(visit.order_by("due_on").values("due_on")[:1])
    update_facts(
        account_id, now=now, next_step_on=due_on, next_step=title, planned_visit_on=planned
    )


def create_task(
    account: Any,
    *,
    title: str,
    due_on: date,
    assignee: Any,
    now: datetime,
    by: Any,
    origin: str = TaskOrigin.MANUAL,
    origin_key: str | None = None,
    **rest: Any,
) -> tuple[Task, bool]:
    """Create a task, or return the one that already has this origin key."""
    fields = {
        "account": account,
        "title": title[:200],
        "due_on": due_on,
        "assignee": assignee,
        "origin": origin,
        "created_by": by,
        "created_at": now,
        **rest,
    }
    if origin_key is None:
        return Task.objects.create(**fields), True
    return Task.objects.get_or_create(origin_key=origin_key, defaults=fields)
