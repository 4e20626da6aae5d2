"""The customer's link to the tracking page: taken away by a colleague, and made anew."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import TRACKING, Complaint
from complaints.cases.transitions import LINK_AFTERLIFE, acting_as, lock
from complaints.cases.workflow import ENDED
from complaints.errors import ComplaintError
from crm.shared.audit.services import record
from crm.shared.tokens import issue

FIELD = "tracking_link"


@transaction.atomic
def revoke_link(complaint: Complaint, *, by: Any, now: datetime) -> Complaint:
    """Stop the link at once; whoever has it reads how to reach us. Raises ComplaintError without one."""
    acting_as(by)
    fresh = lock(complaint).complaint
    rows = Complaint.objects.filter(
        pk=fresh.pk, token_hash__isnull=False, token_revoked_at__isnull=True
    )
    if not rows.update(token_revoked_at=now):
        raise ComplaintError(_("There is no link that works."))
    return _told(fresh, "link.revoke", by=by, now=now)


@transaction.atomic
def renew_link(complaint: Complaint, *, by: Any, now: datetime) -> Complaint:
    """Make a new link; an older one stops. That of an ended complaint expires, that of an open one not."""
    acting_as(by)
    fresh = lock(complaint).complaint
    expires: datetime | None = None
    if fresh.state in ENDED:
        ended = fresh.closed_at or now
        expires = max(ended + LINK_AFTERLIFE, now + timedelta(days=30))
    issue(fresh, TRACKING, expires_at=expires)
    return _told(fresh, "link.renew", by=by, now=now)


def _told(complaint: Complaint, verb: str, *, by: Any, now: datetime) -> Complaint:
    complaint.refresh_from_db()
    log(complaint, EventKind.EDITED, now=now, user=by, fields=[FIELD])
    record(verb, complaint, by=by, changes=[FIELD])
    return complaint
