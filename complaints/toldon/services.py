"""Keeping the register of complaints that others heard of, and what we answered in public."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.transitions import acting_as, lock
from complaints.errors import ComplaintError
from complaints.toldon.models import PublicReply
from crm.shared.audit.services import record
from crm.shared.localtime import local_date


@transaction.atomic
def answer_in_public(
    complaint: Complaint,
    *,
    told_on: int | None,
    told_on_url: str,
    reply: str,
    replied_on: date | None,
    by: Any,
    now: datetime,
    version: int,
) -> Complaint:
    """Write down how far a complaint was told on, and what we answered where others read it.

    Raises ComplaintError for an answer without a day or with a day to come, ComplaintConflict when the
    complaint was changed since `version` was read. An empty answer leaves an earlier one as it was.
    """
    acting_as(by)
    fresh = lock(complaint, version=version).complaint
    reply = reply.strip()
    if reply and replied_on is None:
        raise ComplaintError(_("Say on which day we answered."), field="replied_on")
    if replied_on is not None and replied_on > local_date(now):
        raise ComplaintError(_("This day is still to come."), field="replied_on")
    if reply and not told_on_url:
        raise ComplaintError(_("Give the page on which we answered."), field="told_on_url")
    Complaint.objects.filter(pk=fresh.pk).update(
        told_on=told_on, told_on_url=told_on_url, version=F("version") + 1
    )
    if reply:
        values = {"text": reply, "replied_on": replied_on, "replied_by": by}
        changed = PublicReply.objects.filter(complaint=fresh).update(
            **values, version=F("version") + 1
        )
        if not changed:
            PublicReply.objects.create(complaint=fresh, **values)
    fields = ["told_on", "told_on_url", *(["public_reply"] if reply else [])]
    log(fresh, EventKind.EDITED, now=now, user=by, fields=fields)
    record("told_on", fresh, by=by, changes=fields)
    fresh.refresh_from_db()
    return fresh
