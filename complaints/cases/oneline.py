"""A complaint in one line: what the composer of an account records."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from complaints.cases.choices import Channel
from complaints.cases.services import record_complaint
from customers.activities.recorders import Recorded


def record_line(
    account: Any, *, text: str, contacts: list[Any], by: Any, now: datetime
) -> Recorded:
    """Record a complaint heard by telephone just now; the first person named complains."""
    complaint = record_complaint(
        text=text,
        channel=Channel.PHONE,
        by=by,
        now=now,
        account=account,
        contact=contacts[0] if contacts else None,
    )
    sentence = _("Complaint %(number)s recorded.") % {"number": complaint.number}
    return Recorded(sentence, complaint.get_absolute_url())
