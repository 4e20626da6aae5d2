"""What an account's timeline shows of its complaints."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from complaints.cases.events import ComplaintEvent, EventKind
from crm.shared.timeline import Entry

SHOWN = {
    EventKind.RECEIVED: ("chat-left-text", "det", _("Complaint received")),
    EventKind.IMPORTED: ("chat-left-text", "", _("Complaint (imported)")),
    EventKind.ACKNOWLEDGE: ("check2", "", _("Complaint acknowledged")),
    EventKind.ANSWER: ("reply", "pro", _("Complaint answered")),
    EventKind.CLOSE: ("check-circle", "pro", _("Complaint closed")),
    EventKind.REOPEN: ("arrow-counterclockwise", "det", _("Complaint reopened")),
    EventKind.WITHDRAW: ("slash-circle", "", _("Complaint withdrawn")),
}


def timeline_entries(
    account_ids: Sequence[int],
    *,
    before: datetime | None = None,
    limit: int = 16,
    contact: int | None = None,
    by: int | None = None,
) -> list[Entry]:
    """Return the newest steps of the complaints of some accounts; one query.

    Confidential complaints stay out: everybody who sees the account reads its timeline.
    """
    events = ComplaintEvent.objects.filter(
        complaint__account_id__in=account_ids,
        complaint__is_confidential=False,
        kind__in=list(SHOWN),
    )
    if contact is not None:
        events = events.filter(complaint__contact=contact)
    if by is not None:
        events = events.filter(actor=by)
    if before is not None:
        events = events.filter(at__lt=before)
    events = events.select_related("complaint", "actor").order_by("-at", "-pk")[:limit]
    return [_entry(event) for event in events]


def _entry(event: ComplaintEvent) -> Entry:
    complaint = event.complaint
    icon, tone, title = SHOWN[EventKind(event.kind)]
    starts = event.kind in {EventKind.RECEIVED, EventKind.IMPORTED}
    return Entry(
        at=event.at,
        key=f"complaint-{event.pk}",
        kind="complaint",
        icon=icon,
        tone=tone,
        title=title,
        detail=f"{complaint.number}, {complaint.subject}",
        body=complaint.text if starts and complaint.text != complaint.subject else "",
        url=complaint.get_absolute_url(),
        actor=event.actor.display_name if event.actor else "",
    )
