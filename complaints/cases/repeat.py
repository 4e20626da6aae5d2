"""Repeat failure ("double deviation"): an account that complains again is called by a manager."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.transitions import acting_as, lock
from complaints.cases.workflow import OPEN, By
from complaints.errors import ComplaintError
from complaints.ladder.ladder import MANAGER
from complaints.ladder.services import recipients
from crm.shared.localtime import local_date
from crm.shared.organisation.calendar import load_calendar
from customers.activities.models import Task, TaskKind, TaskOrigin
from customers.activities.services import add_task


@transaction.atomic
def plan_call(complaint: Complaint, *, by: Any, now: datetime) -> Task:
    """Plan the call of a manager, once per cycle: the manager who plans it, else the one of the team.

    Today when we are open, else the next working day. Raises ComplaintError when the complaint has
    ended or the call was planned before.
    """
    role = acting_as(by)
    fresh = lock(complaint).complaint
    if fresh.state not in OPEN:
        raise ComplaintError(_("This complaint has ended: there is nothing to call about."))
    if fresh.events.filter(kind=EventKind.CALL_PLANNED, cycle=fresh.cycle).exists():
        raise ComplaintError(_("The call is planned already."))
    caller = by if role == By.MANAGER else recipients(fresh, MANAGER, now)[0]
    today, calendar = local_date(now), load_calendar()
    day = today if calendar.is_business_day(today) else calendar.next_business_day(today)
    with override(caller.language):
        title = _("%(number)s: call, it went wrong again") % {"number": fresh.number}
    task = add_task(
        fresh.task_account,
        title=title,
        due_on=day,
        assignee=caller,
        by=by,
        kind=TaskKind.CALL,
        contact=fresh.contact if fresh.task_account else None,
        origin=TaskOrigin.COMPLAINT,
        origin_key=f"complaint-call:{fresh.pk}:{fresh.cycle}",
        origin_ref=fresh.number,
        url=fresh.get_absolute_url(),
        now=now,
    )
    log(
        fresh,
        EventKind.CALL_PLANNED,
        now=now,
        user=by,
        text=caller.display_name,
        caller=caller.pk,
        day=day.isoformat(),
    )
    return task
