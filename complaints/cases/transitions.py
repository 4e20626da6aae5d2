"""The one function that moves a complaint; every door calls it.

Form, bulk action, admin, mail worker, housekeeping and token page differ only in who they say acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from complaints.cases.cycles import ComplaintCycle, Pause
from complaints.cases.events import ComplaintEvent
from complaints.cases.history import chain, head, write
from complaints.cases.models import Complaint
from complaints.cases.severity import Impact
from complaints.cases.stamps import derive, refresh_account_facts
from complaints.cases.workflow import (
    ENDED,
    RULES,
    Act,
    By,
    Case,
    DecisionFacts,
    Move,
    RemedyFacts,
    refusal,
)
from complaints.clock.snapshots import take_snapshot
from complaints.decisions.limits import limits_of
from complaints.decisions.models import Decision, Remedy
from complaints.decisions.spending import spent_before
from complaints.errors import ComplaintError, somebody_was_faster
from complaints.messages.models import Message, Status
from crm.shared import events
from crm.shared.access import Role, has_role
from crm.shared.localtime import day_start, local_date
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation

# A tracking link outlives the case by the time in which it can be reopened and this much more.
LINK_AFTERLIFE = timedelta(days=60)
# What an assessment says; it moves an acknowledged complaint on in one step.
ASSESSED = (
    "category_id", "severity", "handler_id", "complained_about_id", "is_admissible",
    "inadmissible_reason", *(kind.column for kind in Impact),
)  # fmt: skip
# Moves that other apps hear of.
TOLD = {Move.CLOSE: events.COMPLAINT_CLOSED, Move.REOPEN: events.COMPLAINT_REOPENED}


def acting_as(user: Any) -> By:
    """Return as whom a colleague acts; raises PermissionDenied for everybody else."""
    if has_role(user, Role.MANAGER):
        return By.MANAGER
    if has_role(user, Role.COMPLAINT_HANDLER):
        return By.HANDLER
    raise PermissionDenied(_("Only complaint handlers and managers work on complaints."))


@dataclass
class Locked:
    """Holds a complaint and its current cycle, locked until the transaction ends."""

    complaint: Complaint
    cycle: ComplaintCycle

    @property
    def decision(self) -> Decision | None:
        """Return the decision of the cycle, if there is one."""
        return getattr(self.cycle, "decision", None)


def hold(complaint: Complaint, *, version: int | None = None) -> Complaint:
    """Read a complaint as it stands now and lock it; one query.

    Raises ComplaintConflict when somebody changed it since it was read at `version`.
    """
    fresh = (
        Complaint.objects.select_for_update(of=("self",))
        .select_related("account", "contact")
        .get(pk=complaint.pk)
    )
    if version is not None and fresh.version != version:
        somebody_was_faster()
    return fresh


def lock(complaint: Complaint, *, version: int | None = None) -> Locked:
    """Hold a complaint and read its current cycle with it; two queries, raises as `hold` does."""
    fresh = hold(complaint, version=version)
    cycles = fresh.cycles.select_related("policy", "decision")
    return Locked(fresh, cycles.get(number=fresh.cycle))


def lock_both(one: Complaint, other: Complaint) -> tuple[Locked, Locked]:
    """Lock two complaints, always in the same order, so that two people never wait in a ring.

    Two queries; the first of the two comes first in the answer, whatever the order.
    """
    held = {
        row.pk: row
        for row in Complaint.objects.select_for_update(of=("self",))
        .select_related("account", "contact")
        .filter(pk__in=[one.pk, other.pk])
        .order_by("pk")
    }
    cycles = ComplaintCycle.objects.select_related("policy", "decision")
    found = {}
    for cycle in cycles.filter(complaint__in=held, number=F("complaint__cycle")):
        cycle.complaint = held[cycle.complaint_id]
        found[cycle.complaint_id] = Locked(cycle.complaint, cycle)
    return found[one.pk], found[other.pk]


def decision_facts(locked: Locked, today: date) -> DecisionFacts:
    """Return what the guards need to know about the decision of the current cycle."""
    complaint, decision = locked.complaint, locked.decision
    remedies = Remedy.objects.filter(complaint=complaint, cycle=complaint.cycle)
    facts = DecisionFacts(
        has_cause=complaint.cause_id is not None,
        remedies=[RemedyFacts(one.cost, one.due_on, one.status) for one in remedies],
    )
    if decision is None:
        return facts
    return replace(
        facts,
        outcome=decision.outcome,
        reasons=decision.reasons,
        no_remedy=decision.no_remedy,
        proposer_id=decision.proposed_by_id,
        approver_id=decision.approved_by_id,
        approved_as=decision.approved_as,
        before=spent_before(complaint, today) if facts.cost else Decimal(0),
    )


def case_of(locked: Locked, today: date, *, with_decision: bool = True) -> Case:
    """Return what the guards need to know about a complaint."""
    complaint, terms = locked.complaint, get_organisation()
    return Case(
        state=complaint.state,
        cycle=complaint.cycle,
        pk=complaint.pk,
        can_be_reached=bool(
            complaint.reach_email
            or complaint.complainant_phone
            or complaint.complainant_address
            or complaint.account_id
        ),
        is_anonymous=complaint.is_anonymous,
        category_id=complaint.category_id,
        severity=complaint.severity,
        handler_id=complaint.handler_id,
        complained_about_id=complaint.complained_about_id,
        decision=decision_facts(locked, today) if with_decision else DecisionFacts(),
        limits=limits_of(terms),
        closed_on=local_date(complaint.closed_at) if complaint.closed_at else None,
        reopen_days=terms.reopen_days,
        waiting_max_days=terms.waiting_max_days,
    )


def _chain(original: Complaint | None) -> list[int]:
    """Return the complaints a duplicate chain leads to."""
    chain: list[int] = []
    while original is not None and original.pk not in chain:
        chain.append(original.pk)
        original = original.duplicate_of
    return chain


def act_of(
    move: Move,
    *,
    by: By,
    user: Any,
    now: datetime,
    how: str = "",
    reason: str = "",
    resume_on: date | None = None,
    original: Complaint | None = None,
) -> Act:
    """Return what somebody gives with a move, as the guards read it."""
    today = local_date(now)
    days = None
    if move == Move.ASK and resume_on is not None and resume_on > today:
        days = load_calendar().business_days_between(today, min(resume_on, today + LINK_AFTERLIFE))
    return Act(
        by=by,
        user_id=getattr(user, "pk", None),
        now=now,
        today=today,
        how=how,
        reason=reason,
        resume_on=resume_on,
        business_days_to_resume=days,
        original_id=original.pk if original else None,
        original_chain=_chain(original),
    )


def check(locked: Locked, move: Move, act: Act) -> None:
    """Raise ComplaintError with the sentence when a move is not allowed now."""
    today = cast("date", act.today)  # `act_of` always says it
    case = case_of(locked, today, with_decision=move in {Move.ANSWER, Move.CLOSE})
    sentence = refusal(move, case, act)
    if sentence is not None:
        raise ComplaintError(sentence)


@transaction.atomic
def transition(
    complaint: Complaint,
    move: Move,
    *,
    by: By,
    now: datetime,
    user: Any = None,
    at: datetime | None = None,
    how: str = "",
    reason: str = "",
    resume_on: date | None = None,
    original: Complaint | None = None,
    version: int | None = None,
    heard: bool = False,
    locked: Locked | None = None,
    before: Sequence[ComplaintEvent] = (),
) -> Complaint:
    """Move a complaint: check the table and its guards, write stamps and history, refresh facts.

    `at` is when it really happened (the acceptance of a mail, the moment of a call); default now.
    With `version` the move is refused when somebody changed the complaint since. `heard` says that
    the customer heard from us with it; `locked` saves reading again what the caller locked in the
    same transaction; `before` are events chained in memory that are written with this one. Raises
    ComplaintError with a sentence, ComplaintConflict after a lost race.
    """
    move, at = Move(move), at or now
    locked = locked or lock(complaint, version=version)
    fresh, cycle = locked.complaint, locked.cycle
    length = fresh.history_length - len(before)
    if at > now:
        raise ComplaintError(_("This moment lies in the future."))
    check(
        locked,
        move,
        act_of(
            move,
            by=by,
            user=user,
            now=at if move == Move.ASK else now,
            how=how,
            reason=reason,
            resume_on=resume_on,
            original=original,
        ),
    )
    rule, old, old_version = RULES[move], fresh.state, fresh.version
    if move in {Move.ACKNOWLEDGE, Move.ANSWER} and at < cycle.started_at:
        raise ComplaintError(_("This moment lies before the complaint was received."))
    fresh.state, fresh.version = rule.target, old_version + 1
    cycle = _stamp(fresh, cycle, move, at=at, how=how, resume_on=resume_on, original=original)
    if heard:
        stamp_heard(fresh, cycle, at)
    details: dict[str, Any] = {
        **({"how": how} if how else {}),
        **({"resume_on": resume_on.isoformat()} if resume_on else {}),
        **({"original": original.number} if original else {}),
    }
    event = chain(
        fresh,
        move.value,
        now=now,
        at=at,
        user=user,
        by_customer=by == By.CUSTOMER,
        from_state=old,
        to_state=fresh.state,
        text=reason,
        **details,
    )
    as_read = {"pk": fresh.pk, "state": old, "version": old_version, "history_length": length}
    changed = Complaint.objects.filter(**as_read).update(
        state=fresh.state,
        cycle=fresh.cycle,
        policy_id=fresh.policy_id,
        duplicate_of_id=fresh.duplicate_of_id,
        **{name: getattr(fresh, name) for name in ASSESSED},
        closed_at=fresh.closed_at,
        last_outbound_at=fresh.last_outbound_at,
        token_expires_at=fresh.token_expires_at,
        version=fresh.version,
        **head(fresh),
        **derive(fresh, cycle),
    )
    if not changed:
        somebody_was_faster()
    cycle.save()
    write([*before, event])
    if fresh.state in ENDED:
        # The worker sends no cancelled message: what it would say is no longer true.
        Message.objects.filter(complaint=fresh, status=Status.QUEUED).exclude(
            requested_move=""
        ).update(status=Status.CANCELLED)
    if (old in ENDED) != (fresh.state in ENDED):
        refresh_account_facts(fresh.account_id, now=now)
    if move in TOLD and fresh.account_id:
        events.tell(
            TOLD[move],
            complaint_id=fresh.pk,
            cycle=fresh.cycle,
            account_id=fresh.account_id,
            contact_id=fresh.contact_id,
            at=at,
        )
    locked.cycle = cycle
    return fresh


def stamp_heard(complaint: Complaint, cycle: ComplaintCycle, at: datetime) -> None:
    """Start the next update term in memory: the customer heard from us."""
    if cycle.last_update_at is None or cycle.last_update_at < at:
        cycle.last_update_at = at
    if complaint.last_outbound_at is None or complaint.last_outbound_at < at:
        complaint.last_outbound_at = at


def _stamp(
    complaint: Complaint,
    cycle: ComplaintCycle,
    move: Move,
    *,
    at: datetime,
    how: str,
    resume_on: date | None,
    original: Complaint | None,
) -> ComplaintCycle:
    """Write the stamps of a move on the cycle, its pauses and the complaint in memory."""
    if move == Move.ACKNOWLEDGE:
        cycle.acknowledged_at, cycle.acknowledged_how = at, how
    elif move == Move.INVESTIGATE:
        cycle.investigating_at = at
    elif move == Move.ASK and resume_on is not None:
        pause = Pause.objects.create(
            complaint=complaint, cycle=cycle.number, started_at=at, resumes_at=day_start(resume_on)
        )
        complaint.waiting_until, cycle.has_paused = pause.resumes_at, True
    elif move == Move.ANSWER:
        cycle.answered_at, cycle.answered_how = at, how
    elif move == Move.REOPEN:
        return _new_cycle(complaint, at)
    if complaint.state in ENDED:
        cycle.ended_at = at
        complaint.closed_at = at
        complaint.duplicate_of = original if move == Move.DUPLICATE else None
        reopen = timedelta(days=get_organisation().reopen_days)
        complaint.token_expires_at = at + reopen + LINK_AFTERLIFE
    if move != Move.ASK and complaint.waiting_until is not None:
        Pause.objects.filter(complaint=complaint, ended_at__isnull=True).update(ended_at=at)
        complaint.waiting_until = None
    return cycle


def _new_cycle(complaint: Complaint, at: datetime) -> ComplaintCycle:
    """Start the next cycle of a reopened complaint, with new clocks under today's terms."""
    complaint.cycle += 1
    complaint.closed_at = complaint.token_expires_at = None
    complaint.policy = take_snapshot(at)
    return ComplaintCycle(
        complaint=complaint,
        number=complaint.cycle,
        policy=complaint.policy,
        started_at=at,
        investigating_at=at,
    )
