"""Extending the legal term: once, in time, and only together with the letter that says so."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.transitions import acting_as, lock
from complaints.cases.workflow import UNDECIDED, How
from complaints.errors import ComplaintError
from complaints.messages.models import Via
from complaints.messages.services import send_update
from complaints.messages.spoken import record_conversation
from complaints.statutory.models import Extension
from complaints.statutory.reading import extensions_of, legal_clock
from crm.shared.audit.services import record


@transaction.atomic
def extend(
    complaint: Complaint,
    *,
    reason: str,
    body: str,
    how: str,
    by: Any,
    now: datetime,
    subject: str = "",
    at: datetime | None = None,
    version: int | None = None,
) -> Extension:
    """Extend the legal term of a complaint and tell the customer in writing in the same step.

    Raises ComplaintError when no law allows it, the term has passed, it was extended before, the
    complaint is decided, or without a reason; a mail that comes back makes the extension void.
    """
    acting_as(by)
    locked = lock(complaint, version=version)
    fresh, cycle = locked.complaint, locked.cycle
    if by.pk == fresh.complained_about_id:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    if not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    clock = legal_clock(fresh, cycle, now, extensions_of(fresh, cycle))
    if fresh.state not in UNDECIDED or clock is None or not clock.term.extension:
        raise ComplaintError(_("There is no legal term here that can be extended."))
    if clock.extension is not None:
        raise ComplaintError(_("The legal term was extended already; it can be once."))
    if not clock.may_extend:
        raise ComplaintError(_("The legal term has passed: it can no longer be extended."))
    if how not in {How.MAIL, How.LETTER}:
        raise ComplaintError(
            _("An extension is told in writing: by e-mail or letter."), field="how"
        )
    if how == How.MAIL:
        letter = send_update(fresh, body=body, subject=subject, by=by, now=now)
    else:
        letter = record_conversation(fresh, body=body, via=Via.LETTER, at=at or now, by=by, now=now)
    row, _new = Extension.objects.update_or_create(
        complaint=fresh,
        cycle=cycle.number,
        defaults={
            "weeks": clock.term.extension,
            "due_on": clock.extended_to,
            "reason": reason.strip(),
            "letter": letter,
            "decided_at": now,
            "decided_by": by,
        },
    )
    log(
        fresh,
        EventKind.EXTENDED,
        now=now,
        user=by,
        text=reason.strip(),
        weeks=row.weeks,
        due_on=row.due_on.isoformat(),
        message=letter.pk,
    )
    record("complaint.extend", fresh, by=by)
    return row
