"""Deciding a complaint: the decision, its remedies, their approval and their fulfilment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from complaints.cases.events import EventKind
from complaints.cases.history import log
from complaints.cases.models import Complaint
from complaints.cases.services import refuse_while_sending
from complaints.cases.stamps import refresh_due
from complaints.cases.transitions import Locked, acting_as, case_of, lock
from complaints.cases.workflow import By, RemedyStatus, State, approver_is_impartial
from complaints.decisions.models import Decision, Remedy
from complaints.errors import ComplaintError, somebody_was_faster
from crm.shared.localtime import local_date

DECIDABLE = frozenset({State.INVESTIGATING, State.WAITING})


@dataclass(frozen=True)
class Proposal:
    """Holds one remedy somebody proposes."""

    kind: str
    cost: Decimal
    due_on: date
    description: str = ""


def _open_for_decision(complaint: Complaint, by: Any, version: int | None = None) -> Locked:
    acting_as(by)
    locked = lock(complaint, version=version)
    if locked.complaint.state not in DECIDABLE:
        raise ComplaintError(_("A complaint is decided while it is under investigation."))
    if locked.complaint.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    refuse_while_sending(locked.complaint)
    return locked


@transaction.atomic
def save_decision(
    complaint: Complaint,
    *,
    outcome: str,
    reasons: str,
    cause: Any,
    remedies: Sequence[Proposal],
    no_remedy: bool,
    by: Any,
    now: datetime,
    version: int | None = None,
) -> Complaint:
    """Record decision, main cause and proposed remedies; a change voids an earlier approval.

    Remedies that were settled already stay. Raises ComplaintError when reasons are missing, when
    remedies and an explicit none contradict each other, or when the complaint is not under
    investigation.
    """
    locked = _open_for_decision(complaint, by, version)
    fresh = locked.complaint
    if not reasons.strip():
        raise ComplaintError(_("Give the reasons of the decision."), field="reasons")
    settled = Remedy.objects.filter(complaint=fresh, cycle=fresh.cycle).exclude(
        status=RemedyStatus.PROMISED
    )
    if no_remedy and (remedies or settled.exists()):
        raise ComplaintError(_("There is a remedy, so it is not “none”."), field="no_remedy")
    if any(one.cost < 0 for one in remedies):
        raise ComplaintError(_("A remedy cannot cost less than nothing."))
    decision = locked.decision or Decision(cycle=locked.cycle)
    was_approved = decision.approved_by_id is not None
    decision.outcome, decision.reasons = outcome, reasons.strip()
    decision.no_remedy, decision.proposed_by = no_remedy, by
    decision.approved_by = decision.approved_at = None
    decision.decided_at = now
    decision.save()
    Remedy.objects.filter(complaint=fresh, cycle=fresh.cycle, status=RemedyStatus.PROMISED).delete()
    Remedy.objects.bulk_create(
        Remedy(
            complaint=fresh,
            cycle=fresh.cycle,
            kind=one.kind,
            description=one.description,
            cost=one.cost,
            due_on=one.due_on,
        )
        for one in remedies
    )
    rows = Complaint.objects.filter(pk=fresh.pk, version=fresh.version)
    if not rows.update(cause=cause, version=F("version") + 1):
        somebody_was_faster()
    fresh.refresh_from_db()
    if was_approved:
        log(fresh, EventKind.APPROVAL_VOIDED, now=now, user=by)
    log(
        fresh,
        EventKind.DECIDED,
        now=now,
        user=by,
        outcome=outcome,
        cause=cause.pk,
        cost=str(sum((one.cost for one in remedies), Decimal(0))),
        remedies=len(remedies),
    )
    return fresh


@transaction.atomic
def approve_remedies(complaint: Complaint, *, by: Any, now: datetime) -> Complaint:
    """Approve remedies above the limit, as a manager who neither proposed them nor is complained about."""
    locked = _open_for_decision(complaint, by)
    fresh, decision = locked.complaint, locked.decision
    if acting_as(by) != By.MANAGER:
        raise ComplaintError(_("A manager approves the remedies."))
    if decision is None:
        raise ComplaintError(_("Record the decision first."))
    case = case_of(locked)
    sentence = approver_is_impartial(case, by.pk)
    if sentence is not None:
        raise ComplaintError(sentence)
    decision.approved_by, decision.approved_at = by, now
    decision.save(update_fields=["approved_by", "approved_at"])
    Complaint.objects.filter(pk=fresh.pk).update(version=F("version") + 1)
    log(fresh, EventKind.APPROVED, now=now, user=by, cost=str(case.decision.cost))
    fresh.refresh_from_db()
    return fresh


@transaction.atomic
def settle_remedy(
    remedy: Remedy, *, status: str, by: Any, now: datetime, on: date | None = None
) -> Remedy:
    """Record that a remedy was delivered, or that the customer refused it."""
    acting_as(by)
    locked, today = lock(remedy.complaint), local_date(now)
    fresh = locked.complaint
    on = on or today
    if status not in {RemedyStatus.DELIVERED, RemedyStatus.REFUSED}:
        raise ComplaintError(_("A remedy is delivered or refused."))
    if fresh.state not in DECIDABLE | {State.ANSWERED} or remedy.cycle != fresh.cycle:
        raise ComplaintError(_("This complaint has ended; its remedies stay as they are."))
    if fresh.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    if on > today:
        raise ComplaintError(_("This moment lies in the future."), field="on")
    changed = Remedy.objects.filter(pk=remedy.pk, status=RemedyStatus.PROMISED).update(
        status=status, settled_on=on
    )
    if not changed:
        somebody_was_faster()
    Complaint.objects.filter(pk=fresh.pk).update(version=F("version") + 1)
    log(fresh, EventKind.REMEDY, now=now, user=by, remedy=remedy.pk, status=status)
    refresh_due(fresh, locked.cycle)
    remedy.refresh_from_db()
    return remedy
