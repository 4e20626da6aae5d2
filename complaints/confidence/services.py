"""Making a complaint confidential: hidden from sales and from the employee complained about."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import chain, head, write
from complaints.cases.models import Complaint
from complaints.cases.stamps import refresh_account_facts
from complaints.cases.tasks import move_tasks
from complaints.cases.transitions import acting_as, hold
from complaints.errors import ComplaintError, somebody_was_faster
from crm.shared.audit.services import record


@transaction.atomic
def set_confidential(
    complaint: Complaint,
    *,
    value: bool,
    reason: str,
    by: Any,
    now: datetime,
    version: int | None = None,
) -> Complaint:
    """Make a complaint confidential, or open again, with a reason in its history.

    Handlers and managers may, never the employee complained about. Raises ComplaintConflict when it
    was changed since `version` was read.
    """
    acting_as(by)
    if not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    fresh = hold(complaint, version=version)
    if fresh.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    if fresh.is_confidential == value:
        return fresh
    rows = Complaint.objects.filter(
        pk=fresh.pk, version=fresh.version, history_length=fresh.history_length
    )
    event = chain(fresh, EventKind.CONFIDENTIAL, now=now, user=by, text=reason.strip(), value=value)
    if not rows.update(is_confidential=value, version=F("version") + 1, **head(fresh)):
        somebody_was_faster()
    fresh.is_confidential, fresh.version = value, fresh.version + 1
    write([event])
    record("complaint.confidential", fresh, by=by, changes=["is_confidential"])
    move_tasks(fresh, now=now)
    refresh_account_facts(fresh.account_id, now=now)
    return fresh
