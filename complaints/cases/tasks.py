"""The open tasks about a complaint stand where it stands."""

from datetime import datetime
from typing import Any

from complaints.cases.models import Complaint
from customers.activities.models import Task, TaskOrigin
from customers.activities.services import refresh_next_step


def move_tasks(
    complaint: Complaint, *, now: datetime, left: int | None = None, **also: Any
) -> None:
    """Put the open tasks of a complaint on its account, or on none when it is confidential.

    `left` is the account it stood under before; `also` are columns of the tasks to change with it.
    """
    tasks = Task.objects.open().filter(origin=TaskOrigin.COMPLAINT, origin_ref=complaint.number)
    if tasks.update(account=complaint.task_account, **also):
        for account_id in sorted({one for one in (left, complaint.account_id) if one}):
            refresh_next_step(account_id, now=now)
