"""What the page of one complaint shows, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.cases.events import EventKind
from complaints.cases.models import Complaint, ComplaintCycle, ComplaintEvent
from complaints.cases.priority import Priority, priority_of
from complaints.cases.stamps import clocks_in, year_start
from complaints.cases.workflow import ENDED, RemedyStatus, State
from complaints.clock.clock import Clock
from complaints.clock.snapshots import policy_of
from complaints.clock.words import ClockView, clock_view, spell
from complaints.decisions.limits import approval_level
from complaints.decisions.models import Decision, Remedy
from complaints.decisions.page import DecisionSide
from complaints.decisions.spending import remedies_of
from complaints.inbound.pages import sender_note
from complaints.links.moves import undone_merges
from complaints.messages.models import Direction, Message, MessageKind, Note, Status
from crm.shared.formats import moment, short_day
from crm.shared.localtime import day_end, day_start, local_date
from crm.shared.organisation.worktime import Interval

SAME_CAUSE = 5
HISTORY = 200
# The moves of the case stand between the messages; everything else only in the history.
IN_STREAM = frozenset(
    {
        EventKind.RECEIVED, EventKind.IMPORTED, EventKind.INVESTIGATE, EventKind.ASK,
        EventKind.RESUME, EventKind.CLOSE, EventKind.REOPEN, EventKind.WITHDRAW,
        EventKind.DUPLICATE, EventKind.APPROVED,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One of the five steps on top of the page."""

    label: Any
    note: str
    state: str  # done, now or empty


@dataclass(frozen=True)
class Item:
    """One thing in the conversation: a message, a note, or a step between them."""

    kind: str  # customer, us, note or event
    at: datetime
    author: str = ""
    colleague: Any = None
    note: str = ""
    text: str = ""
    status: str = ""
    icon: str = ""
    message: Message | None = None


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
    page.items = _stream(page)
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


def _stream(page: ComplaintPage) -> list[Item]:
    """Return the conversation: what was said, what was noted, and the steps between them."""
    complaint = page.complaint
    by = complaint.recorded_by
    written = _("written down by %(name)s") % {"name": by.display_name} if by else ""
    first = Item(
        "customer",
        complaint.received_at,
        author=complaint.party,
        note=", ".join(filter(None, [complaint.get_channel_display(), written])),
        text=complaint.text,
    )
    items = [_message_item(one, complaint) for one in page.messages]
    items += [
        Item(
            "note",
            one.created_at,
            author=_("Internal note"),
            note=one.author.display_name if one.author else "",
            text=one.body,
        )
        for one in page.notes
    ]
    items += [
        Item(
            "event",
            event.at,
            icon=_icon(event),
            note=f"{event.get_kind_display()}{_by(event)}",
            text=event.words,
        )
        for event in page.events
        if event.kind in IN_STREAM and event.kind != EventKind.RECEIVED
    ]
    return [first, *sorted(items, key=lambda item: item.at)]


def _by(event: ComplaintEvent) -> str:
    if event.by_customer:
        return f", {_('by the customer')}"
    return f", {event.actor.display_name}" if event.actor else ""


def _icon(event: ComplaintEvent) -> str:
    return {
        EventKind.ASK: "pause-circle",
        EventKind.RESUME: "play",
        EventKind.REOPEN: "arrow-counterclockwise",
        EventKind.WITHDRAW: "slash-circle",
    }.get(EventKind(event.kind), "check2")


def _message_item(message: Message, complaint: Complaint) -> Item:
    via = message.get_via_display()
    if message.direction == Direction.IN:
        note = sender_note(message, complaint)
        return Item(
            "customer", message.at, complaint.party, note=note, text=message.body, message=message
        )
    if message.kind == MessageKind.RECEIPT:
        return Item(
            "event",
            message.at,
            icon="envelope",
            note=f"{message.get_kind_display()}: {message.get_status_display()}",
            message=message,
        )
    to = _("to %(name)s, %(via)s") % {"name": complaint.party, "via": via}
    return Item(
        "us",
        message.at,
        author=message.author.display_name if message.author else "",
        colleague=message.author,
        note=f"{message.get_kind_display()}, {to}",
        text=message.body,
        status=message.status if message.status in {Status.QUEUED, Status.REFUSED} else "",
        message=message,
    )


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


@dataclass(frozen=True)
class Button:
    """One thing somebody can do now."""

    label: Any
    url: str
    icon: str
    method: str = "get"


def _button(page: ComplaintPage, label: Any, name: str, icon: str, method: str = "get") -> Button:
    return Button(label, reverse(f"complaints:{name}", args=[page.complaint.number]), icon, method)


def next_act(page: ComplaintPage, *, is_manager: bool, user: Any) -> Button | None:
    """Return the one act that brings the complaint further, as the rules allow it now."""
    state = page.complaint.state
    if page.pending is not None:
        return None
    if state == State.RECEIVED:
        return _button(page, _("Acknowledge"), "acknowledge", "check2")
    if state == State.ACKNOWLEDGED:
        return _button(page, _("Assess"), "assess", "sliders")
    if state == State.WAITING:
        return _button(page, _("Resume now"), "resume", "play", "post")
    if state == State.INVESTIGATING:
        if page.decision is None or not page.complaint.cause_id:
            return _button(page, _("Record the decision"), "decide", "pencil")
        if page.needs_approval:
            mine = page.decision.proposed_by_id == user.pk
            if is_manager and not mine and approval_level(user) >= page.need.level:
                url = reverse("complaints:approve", args=[page.complaint.number])
                url += f"?decision={page.decision.version}"
                return Button(_("Approve the remedies"), url, "shield-check", "post")
            return _button(page, _("Change the decision"), "decide", "pencil")
        return _button(page, _("Write the answer"), "answer", "reply")
    if state == State.ANSWERED and not page.open_remedies:
        return _button(page, _("Close the complaint"), "close", "check-circle", "post")
    if state == State.CLOSED and is_manager:
        return _button(page, _("Reopen"), "reopen", "arrow-counterclockwise")
    return None


def other_acts(page: ComplaintPage, *, is_manager: bool) -> Sequence[Button]:
    """Return what else can be done, for the menu."""
    state, acts = page.complaint.state, []
    if page.pending is None:
        if state in {State.RECEIVED, State.INVESTIGATING, State.WAITING}:
            acts.append(_button(page, _("Assess"), "assess", "sliders"))
        if state == State.INVESTIGATING:
            acts.append(_button(page, _("Ask the customer"), "ask", "question-circle"))
        if state in {State.INVESTIGATING, State.WAITING}:
            acts.append(_button(page, _("Record the decision"), "decide", "pencil"))
    if state not in ENDED:
        acts.append(_button(page, _("Record a call or letter"), "conversation", "telephone"))
    acts.append(_button(page, _("Add a mail from a file"), "case_mail", "upload"))
    acts.append(_button(page, _("Change the facts"), "edit", "pencil"))
    acts.append(_button(page, _("Told on"), "told_on", "people"))
    acts.append(_button(page, _("Put under an account"), "link", "building"))
    secret = page.complaint.is_confidential
    label = _("End the confidentiality") if secret else _("Make it confidential")
    acts.append(_button(page, label, "confidential", "lock"))
    if state not in ENDED:
        acts.append(_button(page, _("Set the priority"), "priority", "flag"))
        acts.append(_button(page, _("Merge into another"), "merge", "arrow-right"))
        acts.append(_button(page, _("Mark as duplicate"), "duplicate", "clipboard"))
        acts.append(_button(page, _("Withdraw"), "withdraw", "slash-circle"))
    if is_manager:
        acts.append(_button(page, _("Change the date of receipt"), "redate", "calendar-event"))
    return acts
