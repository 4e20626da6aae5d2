"""The counts of open work in the sidebar: one query, and none on Home, which reads them with its figures."""

from datetime import datetime
from typing import Any

from django.db.models import Q, Subquery

from complaints.cases.models import Complaint
from crm.dashboard.home.items import complaints, promises, tasks
from crm.dashboard.home.scope import People, Who
from crm.shared.access import Role, has_role
from crm.shared.counting import count_of, scalars
from crm.shared.localtime import day_end, local_date
from customers.promises.models import Promise
from surveys.followups.models import FollowUp


def subqueries(user: Any, now: datetime) -> dict[str, Subquery]:
    """Return the counts to read: due today or late, promises owed, complaints, detractors to call."""
    today = local_date(now)
    me = People(Who.MINE, user)
    return {
        "nav_tasks": count_of(tasks(me, user, now).filter(due_on__lte=today)),
        "nav_due_promises": count_of(promises(me, user, now).filter(due_on__lte=today)),
        "nav_due_complaints": count_of(
            complaints(me, user, now).filter(sort_due_at__lte=day_end(today))
        ),
        "nav_promises": count_of(Promise.objects.visible_to(user).open().filter(owner=user)),
        "nav_complaints": count_of(my_complaints(user)),
        "nav_followups": count_of(FollowUp.objects.visible_to(user).unhandled().filter(owner=user)),
    }


def my_complaints(user: Any) -> Any:
    """Return the open complaints that wait for this user: handled, without handler, or of own accounts."""
    found = Complaint.objects.visible_to(user).open()
    if has_role(user, Role.COMPLAINT_HANDLER, Role.MANAGER):
        return found.filter(Q(handler=user) | Q(handler__isnull=True))
    return found.filter(Q(handler=user) | Q(account__owner=user))


def counts(found: dict[str, Any]) -> dict[str, int]:
    """Return what the sidebar shows from the counts that were read; who sees nothing counts 0."""
    found = {name: number or 0 for name, number in found.items()}
    return {
        "my_day": found["nav_tasks"] + found["nav_due_promises"] + found["nav_due_complaints"],
        "promises": found["nav_promises"],
        "complaints": found["nav_complaints"],
        "followups": found["nav_followups"],
    }


def read(user: Any, now: datetime) -> dict[str, int]:
    """Read the counts of a user."""
    return counts(scalars(user, **subqueries(user, now)))
