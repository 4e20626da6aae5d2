"""Writing down a complaint that somebody tells, with its first assessment where there is one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from complaints.cases.assessing import assess
from complaints.cases.models import Complaint
from complaints.cases.services import record_complaint


@transaction.atomic
def take_call(
    *, by: Any, now: datetime, assessment: dict[str, Any] | None = None, **facts: Any
) -> Complaint:
    """Record a complaint, and assess it at once when category and severity are known: both or nothing.

    Raises ComplaintError as `record_complaint` and `assess` do.
    """
    complaint = record_complaint(by=by, now=now, **facts)
    if assessment is None:
        return complaint
    return assess(
        complaint,
        by=by,
        now=now,
        complained_about=complaint.complained_about,
        version=complaint.version,
        **assessment,
    )
