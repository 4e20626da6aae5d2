"""Writing the append-only history of a complaint."""

from datetime import datetime
from typing import Any

from complaints.cases.models import Complaint, ComplaintEvent, ComplaintEventText


def log(
    complaint: Complaint,
    kind: str,
    *,
    now: datetime,
    at: datetime | None = None,
    user: Any = None,
    by_customer: bool = False,
    from_state: str = "",
    to_state: str = "",
    text: str = "",
    **data: Any,
) -> ComplaintEvent:
    """Write one row of history; free text goes into its own, erasable row."""
    event = ComplaintEvent.objects.create(
        complaint=complaint,
        cycle=complaint.cycle,
        kind=kind,
        at=at or now,
        recorded_at=now,
        actor=user,
        by_customer=by_customer,
        from_state=from_state,
        to_state=to_state,
        data=data,
    )
    if text:
        ComplaintEventText.objects.create(event=event, text=text)
    return event
