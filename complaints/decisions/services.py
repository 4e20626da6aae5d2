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
from complaints.cases.workflow import (
    Act,
    By,
    RemedyStatus,
    State,
    approved_above_limit,
    approver_is_impartial,
)
from complaints.decisions.limits import Level, approval_level, explain, needed
from complaints.decisions.models import Acceptance, Decision, DecisionVersion, Remedy
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


@dataclass(frozen=True)
class External:
    """Says where a customer can go who does not agree, and for how many months after our answer."""

    text: str
    months: int
    body: Any = None


def _propose(
    complaint: Complaint, stored: Sequence[Remedy], remedies: Sequence[Proposal], today: date
) -> list[Remedy]:
    """Make the promised remedies of a cycle those proposed; one that stays the same stays the row it is."""
    settled = [one for one in stored if one.status != RemedyStatus.PROMISED]
    left = [one for one in stored if one.status == RemedyStatus.PROMISED]
    kept, new = [], []
    for wanted in remedies:
        said = (wanted.kind, wanted.description, wanted.cost, wanted.due_on)
        same = next(
            (r for r in left if (r.kind, r.description, r.cost, r.due_on) == said),
            None,
        )
        if same is not None:
            left.remove(same)
            kept.append(same)
        else:
            new.append(
                Remedy(
                    complaint=complaint,
                    cycle=complaint.cycle,
                    kind=wanted.kind,
                    description=wanted.description,
                    cost=wanted.cost,
                    due_on=wanted.due_on,
                    promised_on=today,
                )
            )
    if left:
        Remedy.objects.filter(pk__in=[one.pk for one in left]).delete()
    if new:
        Remedy.objects.bulk_create(new)
    return [*settled, *kept, *new]


def _write_version(
    decision: Decision, cause: Any, remedies: Sequence[Remedy], *, by: Any, now: datetime
) -> None:
    """Keep the decision as it reads now beside what it read before."""
    DecisionVersion.objects.create(
        decision=decision,
        number=decision.version,
        outcome=decision.outcome,
        reasons=decision.reasons,
        cause=cause,
        no_remedy=decision.no_remedy,
        remedies=[
            {
                "kind": one.kind,
                "description": one.description,
                "cost": str(one.cost),
                "due_on": one.due_on.isoformat(),
            }
            for one in remedies
        ],
        cost=sum((r.cost for r in remedies if r.status != RemedyStatus.REFUSED), Decimal(0)),
        external_text=decision.external_text,
        external_months=decision.external_months,
        written_by=by,
        written_at=now,
    )


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
    external: External | None = None,
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
    stored = list(Remedy.objects.filter(complaint=fresh, cycle=fresh.cycle))
    settled = any(one.status != RemedyStatus.PROMISED for one in stored)
    if no_remedy and (remedies or settled):
        raise ComplaintError(_("There is a remedy, so it is not “none”."), field="no_remedy")
    if any(one.cost < 0 for one in remedies):
        raise ComplaintError(_("A remedy cannot cost less than nothing."))
    decision = locked.decision or Decision(cycle=locked.cycle)
    was_approved = decision.approved_by_id is not None
    decision.outcome, decision.reasons = outcome, reasons.strip()
    decision.no_remedy, decision.proposed_by = no_remedy, by
    decision.approved_by = decision.approved_at = None
    decision.approved_as = Level.NOBODY
    decision.external_body = external.body if external else None
    decision.external_text = external.text if external else ""
    decision.external_months = external.months if external else None
    decision.decided_at = now
    decision.version += 1
    decision.save()
    kept = _propose(fresh, stored, remedies, local_date(now))
    _write_version(decision, cause, kept, by=by, now=now)
    rows = Complaint.objects.filter(pk=fresh.pk, version=fresh.version)
    if not rows.update(cause=cause, version=F("version") + 1):
        somebody_was_faster()
    fresh.cause, fresh.version = cause, fresh.version + 1
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
def approve_remedies(
    complaint: Complaint, *, by: Any, now: datetime, decision_version: int | None = None
) -> Complaint:
    """Approve remedies above the limit, as a manager who neither proposed them nor is complained about.

    Raises ComplaintConflict when the decision was changed since its `decision_version` was read:
    nobody approves what they have not seen.
    """
    locked = _open_for_decision(complaint, by)
    fresh, decision = locked.complaint, locked.decision
    if acting_as(by) != By.MANAGER:
        raise ComplaintError(_("A manager approves the remedies."))
    if decision is None:
        raise ComplaintError(_("Record the decision first."))
    if decision_version is not None and decision.version != decision_version:
        somebody_was_faster()
    case = case_of(locked, local_date(now))
    sentence = approver_is_impartial(case, by.pk)
    if sentence is not None:
        raise ComplaintError(sentence)
    need = needed(case.decision.cost, case.decision.before, case.limits)
    level = approval_level(by)
    if level < need.level:
        raise ComplaintError(explain(need))
    decision.approved_by, decision.approved_at, decision.approved_as = by, now, level
    decision.save(update_fields=["approved_by", "approved_at", "approved_as"])
    Complaint.objects.filter(pk=fresh.pk).update(version=F("version") + 1)
    log(
        fresh,
        EventKind.APPROVED,
        now=now,
        user=by,
        cost=str(need.cost),
        before=str(need.before),
        version=decision.version,
    )
    fresh.refresh_from_db()
    return fresh


@transaction.atomic
def settle_remedy(
    remedy: Remedy,
    *,
    status: str,
    by: Any,
    now: datetime,
    on: date | None = None,
    delivered_by: Any = None,
    evidence: str = "",
) -> Remedy:
    """Record that a remedy was delivered (when, by whom, what shows it), or that the customer refused it.

    Raises ComplaintError for a day before the complaint or to come, and for a delivery before the answer
    while an approval is needed and missing.
    """
    role = acting_as(by)
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
    if on < local_date(fresh.received_at):  # the promise may be written down after it was kept
        raise ComplaintError(_("This moment lies before the complaint was received."), field="on")
    if status == RemedyStatus.DELIVERED and fresh.state in DECIDABLE:
        sentence = approved_above_limit(case_of(locked, today), Act(by=role))
        if sentence is not None:  # what is given away before the answer is approved before it
            raise ComplaintError(str(sentence))
    changed = Remedy.objects.filter(pk=remedy.pk, status=RemedyStatus.PROMISED).update(
        status=status, settled_on=on, settled_by=delivered_by or by, evidence=evidence.strip()
    )
    if not changed:
        somebody_was_faster()
    Complaint.objects.filter(pk=fresh.pk).update(version=F("version") + 1)
    log(fresh, EventKind.REMEDY, now=now, user=by, remedy=remedy.pk, status=status)
    refresh_due(fresh, locked.cycle)
    remedy.refresh_from_db()
    return remedy


@transaction.atomic
def record_acceptance(
    remedy: Remedy, *, acceptance: str, by: Any, now: datetime, on: date | None = None
) -> Remedy:
    """Record what the customer said of a delivered remedy; said anew, the last word counts.

    Raises ComplaintError for a remedy that was not delivered, or a day before it was or to come.
    """
    acting_as(by)
    locked, today = lock(remedy.complaint), local_date(now)
    on = on or today
    remedy = Remedy.objects.get(pk=remedy.pk)
    if locked.complaint.complained_about_id == by.pk:
        raise ComplaintError(_("You cannot handle a complaint about yourself."))
    if remedy.status != RemedyStatus.DELIVERED or remedy.settled_on is None:
        raise ComplaintError(_("Record the delivery first."), field="acceptance")
    if acceptance not in Acceptance.values:
        raise ComplaintError(_("Choose what the customer said."), field="acceptance")
    if on > today:
        raise ComplaintError(_("This moment lies in the future."), field="acceptance_on")
    if on < remedy.settled_on:
        raise ComplaintError(_("That was before the delivery."), field="acceptance_on")
    remedy.acceptance, remedy.acceptance_on = acceptance, on
    remedy.save(update_fields=["acceptance", "acceptance_on"])
    Complaint.objects.filter(pk=locked.complaint.pk).update(version=F("version") + 1)
    log(
        locked.complaint,
        EventKind.REMEDY,
        now=now,
        user=by,
        remedy=remedy.pk,
        acceptance=acceptance,
    )
    return remedy


@transaction.atomic
def settle_and_accept(
    remedy: Remedy,
    *,
    by: Any,
    now: datetime,
    version: int | None = None,
    status: str = "",
    on: date | None = None,
    delivered_by: Any = None,
    evidence: str = "",
    acceptance: str = "",
    acceptance_on: date | None = None,
) -> Remedy:
    """Settle a remedy that was still promised, record what the customer said of it, or both."""
    lock(remedy.complaint, version=version)
    if status:
        remedy = settle_remedy(
            remedy,
            status=status,
            by=by,
            now=now,
            on=on,
            delivered_by=delivered_by,
            evidence=evidence,
        )
    if acceptance:
        remedy = record_acceptance(remedy, acceptance=acceptance, by=by, now=now, on=acceptance_on)
    return remedy
