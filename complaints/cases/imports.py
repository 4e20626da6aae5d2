"""Bringing in complaints as they were: finished history, outside clocks and in-time figures."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.choices import Channel
from complaints.cases.cycles import ComplaintCycle
from complaints.cases.events import EventKind
from complaints.cases.history import chain, write
from complaints.cases.models import TRACKING, Complaint
from complaints.cases.numbers import next_number
from complaints.cases.search import reindex
from complaints.cases.services import subject_from
from complaints.cases.stamps import refresh_account_facts
from complaints.cases.workflow import ENDED, State
from complaints.errors import ComplaintError
from crm.shared.tokens import issue
from customers.accounts.models import Account


@transaction.atomic
def import_complaint(
    *,
    account: Account,
    source_ref: str,
    text: str,
    state: str,
    received_at: datetime,
    now: datetime,
    by: Any = None,
    subject: str = "",
    channel: str = Channel.OTHER,
    closed_at: datetime | None = None,
    severity: int | None = None,
    category: Any = None,
    handler: Any = None,
    complainant_name: str = "",
    on_behalf_of: str = "",
    language: str = "",
    refresh_facts: bool = True,
) -> tuple[Complaint, bool]:
    """Store a complaint in its final state with one `imported` event; (complaint, whether it is new).

    `source_ref` is its natural key: a second import changes nothing. Without `closed_at` an ended
    complaint counts as closed when it was received. With `refresh_facts=False` the caller refreshes
    the account's facts once at the end of a batch (`complaints.cases.stamps.refresh_account_facts`).
    Raises ComplaintError for a row without text, with a date to come, or in an impossible state.
    """
    if source_ref:
        known = Complaint.objects.filter(source_ref=source_ref).first()
        if known is not None:
            return known, False
    text = text.strip() or subject.strip()
    if not text:
        raise ComplaintError(_("The complaint has no text."), field="text")
    if received_at > now:
        raise ComplaintError(_("The complaint was received in the past."), field="received_at")
    if state not in State.values or state in {State.DUPLICATE, State.WAITING}:
        raise ComplaintError(
            _("An imported complaint cannot be in the state “%(state)s”.") % {"state": state},
            field="state",
        )
    ended_at = (closed_at or received_at) if state in ENDED else None
    if ended_at is not None and ended_at < received_at:
        raise ComplaintError(_("It was closed before it was received."), field="closed_at")
    if ended_at is not None and ended_at > now:
        raise ComplaintError(_("This moment lies in the future."), field="closed_at")
    complaint = Complaint(
        number=next_number(now),
        account=account,
        complainant_name=complainant_name,
        on_behalf_of=on_behalf_of,
        language=language or account.language,
        channel=channel,
        subject=subject.strip()[:150] or subject_from(text),
        text=text,
        state=state,
        severity=severity,
        category=category,
        handler=handler,
        received_at=received_at,
        recorded_at=now,
        recorded_by=by,
        closed_at=ended_at,
        source_ref=source_ref,
        is_imported=True,
    )
    event = chain(
        complaint,
        EventKind.IMPORTED,
        now=now,
        at=received_at,
        user=by,
        to_state=state,
        seals=complaint,
    )
    complaint.save()
    event.complaint = complaint
    ComplaintCycle.objects.create(
        complaint=complaint, number=1, started_at=received_at, ended_at=ended_at
    )
    if ended_at is None:
        issue(complaint, TRACKING)
    write([event])
    if refresh_facts:
        refresh_account_facts(account.pk, now=now)
    reindex(complaint)
    return complaint, True
