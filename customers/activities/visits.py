"""Visits: planned for one account or many, and logged when they took place."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from crm.shared.localtime import at_local, local_date, zone
from customers.accounts.models import Account
from customers.activities.interactions import log_interaction
from customers.activities.models import Interaction, InteractionKind, Task, TaskKind
from customers.activities.services import add_task, complete_task
from customers.errors import CustomerError

MIDDAY = time(12)
MANY = 200  # accounts planned in one go


@transaction.atomic
def plan_visits(
    accounts: Iterable[Account], *, on: date, by: Any, now: datetime
) -> tuple[list[Task], list[Account]]:
    """Plan a visit to each account on a day, for its owner; returns the tasks and who had one already.

    Raises CustomerError for a day in the past or more accounts than `MANY`; nothing is planned then.
    """
    asked = sorted(accounts, key=lambda account: account.pk)
    if on < local_date(now):
        raise CustomerError(_("This day lies in the past."), field="on")
    if len(asked) > MANY:
        raise CustomerError(_("Plan at most %(count)s visits in one go.") % {"count": MANY})
    rows = Account.objects.select_for_update(of=("self",)).select_related("owner")
    fresh = rows.filter(pk__in=[account.pk for account in asked]).order_by("pk")
    tasks, planned = [], []
    for account in fresh:
        if account.planned_visit_on is not None:
            planned.append(account)
            continue
        assignee = account.owner or by
        with translation.override(assignee.language):
            title = _("Visit %(account)s") % {"account": account.name}
        tasks.append(
            add_task(
                account, title=title, due_on=on, assignee=assignee, by=by, now=now,
                kind=TaskKind.VISIT,
            )
        )  # fmt: skip
    return tasks, planned


def as_it_was_planned(task: Task, now: datetime) -> dict[str, Any]:
    """Return what the form of a contact moment starts with when a planned one is logged."""
    on, clock = task.due_on, task.due_time
    at = at_local(on, clock or MIDDAY)
    return {
        "kind": InteractionKind.VISIT if task.kind == TaskKind.VISIT else InteractionKind.CALL,
        "happened_at": min(at, now).astimezone(zone()),
        "contacts": [task.contact_id] if task.contact_id else [],
    }


@transaction.atomic
def log_planned(
    account: Account, task: Task | None, *, by: Any, now: datetime, **moment: Any
) -> Interaction:
    """Log a contact moment and, when it was planned, mark that task done with it."""
    logged = log_interaction(account, by=by, now=now, **moment)
    if task is not None:
        complete_task(task, by=by, now=now)
    return logged
