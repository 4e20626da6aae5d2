"""What the page of one complaint shows, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.cases.cycles import ComplaintCycle
from complaints.cases.events import ComplaintEvent, EventKind
from complaints.cases.models import Complaint
from complaints.cases.priority import Priority, priority_of
from complaints.cases.stamps import clocks_in, year_start
from complaints.cases.stream import Item, stream
from complaints.cases.workflow import ENDED, RemedyStatus, State
from complaints.clock.clock import Clock
from complaints.clock.snapshots import policy_of
from complaints.clock.words import ClockView, clock_view, spell
from complaints.decisions.models import Decision, Remedy
from complaints.decisions.page import DecisionSide
from complaints.decisions.spending import remedies_of
from complaints.links.moves import undone_merges
from complaints.messages.models import Message, Note, Status
from crm.shared.formats import moment, short_day
from crm.shared.localtime import day_end, day_start, local_date
from crm.shared.organisation.worktime import Interval

SAME_CAUSE = 5
HISTORY = 200


@dataclass(frozen=True)
class Step:
    """One of the five steps on top of the page."""

    label: Any
    note: str
    state: str  # done, now or empty


@dataclass
class ComplaintPage(DecisionSide):
    """Holds everything the page shows."""

    complaint: Complaint
    cycle: ComplaintCycle
    cycles: list[ComplaintCycle]
    events: list[ComplaintEvent]
    messages: list[Message]
    notes: list[Note]
    remedies: list[Remedy]
    decision: Decision | None
    clocks: list[Clock]
    views: list[ClockView]
    priority: Priority
    earlier: list[Complaint]
    same_cause: list[Complaint]
    pending: Message | None
    now: datetime
    items: list[Item] = field(default_factory=list)

    @property
    def open_remedies(self) -> list[Remedy]:
        """Return the remedies that are still promised."""
        return [one for one in self.remedies if one.status == RemedyStatus.PROMISED]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many messages and notes there are."""
        return {"customer": len(self.messages) + 1, "internal": len(self.notes)}


def load(complaint: Complaint, now: datetime) -> ComplaintPage:
    """Read the page of a complaint; at most eight queries."""
    cycles = list(
        complaint.cycles.select_related(
            "policy", "decision__proposed_by", "decision__approved_by"
        ).order_by("number")
    )
    cycle = cycles[-1]
    events = list(complaint.events.select_related("actor", "text").order_by("-pk")[:HISTORY])[::-1]
    messages = list(
        complaint.messages.select_related(
            "author", "mail", "reply_choice__chosen_by", "reply_choice__made"
        )
    )
    notes = list(complaint.notes.select_related("author"))
    decision = getattr(cycle, "decision", None)
    remedies = list(remedies_of(complaint, local_date(now)))
    clocks = clocks_in(complaint, cycle, pauses_in(events, cycle.number, now))
    earlier, same_cause = _related(complaint)
    policy = policy_of(cycle.policy) if cycle.policy else None
    running = [one for one in clocks if one.completed_at is None]
    page = ComplaintPage(
        complaint=complaint,
        cycle=cycle,
        cycles=cycles,
        events=events,
        messages=[m for m in messages if m.status != Status.CANCELLED],
        notes=notes,
        remedies=remedies,
        decision=decision,
        clocks=clocks,
        views=[clock_view(one, policy, now) for one in clocks] if policy else [],
        priority=priority_of(
            severity=complaint.severity,
            repeat=bool(earlier),
            clock_share=max((one.share(now) for one in running), default=0.0),
            key_account=bool(complaint.account and complaint.account.is_key_account),
            override=complaint.priority_override,
        ),
        earlier=earlier,
        same_cause=same_cause,
        pending=next((m for m in messages if m.is_queued and m.requested_move), None),
        now=now,
    )
    page.items = stream(complaint, page.messages, notes, events)
    return page


def pauses_in(events: Sequence[ComplaintEvent], cycle: int, now: datetime) -> list[Interval]:
    """Return the pauses of a cycle from its history, which the page reads anyway.

    A pause starts with the question and lasts until the next step, never beyond its resume date.
    """
    pauses, started, until = [], None, now
    undone = undone_merges(events)
    for event in events:
        if event.pk in undone:  # it waited on, as if it had never been merged
            continue
        if event.cycle != cycle or not event.to_state:
            continue
        if started is not None:
            pauses.append((started, min(event.at, until)))
            started = None
        if event.kind == EventKind.ASK:
            started, until = event.at, day_start(date.fromisoformat(event.data["resume_on"]))
    return [*pauses, (started, until)] if started is not None else pauses


def _related(complaint: Complaint) -> tuple[list[Complaint], list[Complaint]]:
    """Return the account's earlier complaints of 12 months, and others of the same cause; one query."""
    since = day_start(year_start(local_date(complaint.received_at)))
    until = day_end(local_date(complaint.received_at))
    condition = Q()
    if complaint.account_id:
        condition |= Q(account_id=complaint.account_id, received_at__lt=until)
    if complaint.cause_id:
        condition |= Q(cause_id=complaint.cause_id)
    if not condition:
        return [], []
    found = list(
        Complaint.objects.counting()
        .filter(condition, received_at__gte=since, is_confidential=False)
        .exclude(pk=complaint.pk)
        .select_related("account")
        .order_by("-received_at")[:50]
    )
    mine = [
        one
        for one in found
        if complaint.account_id
        and one.account_id == complaint.account_id
        and one.received_at <= complaint.received_at
    ]
    same = [one for one in found if complaint.cause_id and one.cause_id == complaint.cause_id]
    return mine, same[:SAME_CAUSE]


def steps(page: ComplaintPage) -> list[Step]:
    """Return the five steps with what is known about each."""
    complaint, cycle = page.complaint, page.cycle
    state, due = complaint.state, complaint.decision_due_at
    after = ""
    if cycle.acknowledged_at and cycle.policy and page.clocks:
        policy = policy_of(cycle.policy)
        spent = page.clocks[0].spent(page.now)
        if spent >= timedelta(minutes=1):  # less is no working time worth telling
            after = _("after %(time)s") % {"time": spell(spent, policy.hours_per_day)}
    reached = {
        State.RECEIVED: 0,
        State.ACKNOWLEDGED: 1,
        State.INVESTIGATING: 2,
        State.WAITING: 2,
        State.ANSWERED: 3,
        State.CLOSED: 4,
    }.get(State(state), -1)
    if state in {State.WITHDRAWN, State.DUPLICATE}:
        reached = 3 if cycle.answered_at else 2 if cycle.investigating_at else 0
    labels = [
        (pgettext("complaint", "Received"), moment(cycle.started_at)),
        (
            _("Acknowledged"),
            ", ".join(filter(None, [moment(cycle.acknowledged_at), after]))
            if cycle.acknowledged_at
            else "",
        ),
        (
            State.WAITING.label if state == State.WAITING else State.INVESTIGATING.label,
            _investigating_note(complaint, cycle),
        ),
        (
            pgettext("complaint", "Answered"),
            moment(cycle.answered_at)
            if cycle.answered_at
            else _("before %(moment)s") % {"moment": moment(due)}
            if due and state not in ENDED
            else "",
        ),
        (
            State(state).label if state in ENDED else pgettext("complaint", "Closed"),
            moment(cycle.ended_at) if cycle.ended_at else _("when every remedy is settled"),
        ),
    ]
    ended = state in ENDED
    return [
        Step(
            label,
            note,
            "done"
            if (ended and index == 4) or index < reached
            else "now"
            if index == reached and not ended
            else "done"
            if index == reached
            else "",
        )
        for index, (label, note) in enumerate(labels)
    ]


def _investigating_note(complaint: Complaint, cycle: ComplaintCycle) -> str:
    if complaint.waiting_until is not None:
        day = short_day(complaint.waiting_until, weekday=True)
        return _("until %(day)s at the latest") % {"day": day}
    if cycle.investigating_at is None:
        return ""
    return _("since %(moment)s") % {"moment": moment(cycle.investigating_at)}
