"""Hand the work of a colleague who is away to somebody else, each record through the service that owns it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.services import assess, handlers
from crm.dashboard.manager.people import (
    due_promises,
    due_tasks,
    open_complaints,
    open_loops,
    until_of,
)
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.audit.services import record
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.people.absence import is_available
from crm.shared.people.models import User
from customers.activities.services import edit_task
from customers.promises.services import edit_promise
from surveys.followups.services import give_to


@dataclass(frozen=True)
class Handed:
    """Says how many records went to somebody else, and which complaints stayed and why."""

    moved: int
    stayed: tuple[str, ...]


@transaction.atomic
def hand_over(user: User, *, to: User, by: Any, now: datetime) -> Handed:
    """Give what falls due while a colleague is away to another one: tasks, promises, complaints, follow-ups.

    Accounts stay whose they are. A complaint stays when it was not assessed yet, or when the other one may not handle
    it. Raises Refusal when the colleague is here, or the other one is away, inactive, or may not change the accounts:
    that are the deputy and managers.
    """
    forbid_unless(by, Role.MANAGER)
    today = local_date(now)
    if not user.is_absent(today):
        raise Refusal(_("%(name)s is not away today.") % {"name": user.display_name})
    if to.pk == user.pk or not is_available(to, today):
        raise Refusal(_("Choose a colleague who is here."), field="to")
    if to.pk != user.deputy_id and not has_role(to, Role.MANAGER):
        raise Refusal(
            _("Choose the deputy or a manager: somebody else may not change these accounts."),
            field="to",
        )
    until, moved, stayed = until_of(user, today), 0, []
    for task in due_tasks(by, user, until).order_by("pk"):
        edit_task(task, version=task.version, by=by, now=now, assignee=to)
        moved += 1
    for promise in due_promises(by, user, until).order_by("pk"):
        edit_promise(promise, version=promise.version, by=by, now=now, owner=to)
        moved += 1
    for followup in open_loops(by, user).order_by("pk"):
        give_to(followup, to=to, by=by)
        moved += 1
    may_handle = handlers().filter(pk=to.pk).exists()
    for complaint in open_complaints(by, user).select_related("category").order_by("pk"):
        if not may_handle or complaint.category is None or complaint.severity is None:
            stayed.append(complaint.number)
            continue
        try:
            with transaction.atomic():
                assess(
                    complaint,
                    category=complaint.category,
                    severity=complaint.severity,
                    handler=to,
                    complained_about=complaint.complained_about,
                    by=by,
                    now=now,
                )
        except Refusal:
            stayed.append(complaint.number)
        else:
            moved += 1
    record("hand over", user, by=by, changes=["work"])
    return Handed(moved, tuple(stayed))
