"""What a customer sees of a complaint: plain words, the next promised date, the messages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.cases.models import TRACKING, Complaint, ComplaintCycle
from complaints.cases.workflow import OPEN, UNDECIDED, State
from complaints.messages.models import Message, MessageKind, Status
from crm.shared import tokens
from crm.shared.formats import clock_time, long_day
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation

# The only messages a customer sees; notes are in another table, which nothing here reads.
PUBLIC = (Status.SENT, Status.RECORDED, Status.RECEIVED)


def complaint_of(token: str) -> Complaint | None:
    """Return the complaint of a tracking token, live or not."""
    queryset = Complaint.objects.select_related("account", "contact", "handler")
    return tokens.find(queryset, token, TRACKING)


@dataclass(frozen=True)
class TrackStep:
    """One step of the way, in plain words."""

    label: Any
    note: str
    state: str  # done, now or empty


@dataclass(frozen=True)
class Track:
    """Holds what the tracking page shows."""

    complaint: Complaint
    cycle: ComplaintCycle
    steps: list[TrackStep]
    messages: list[Message]
    promised_on: Any
    is_late: bool
    waits_until: Any
    can_withdraw: bool
    can_reopen: bool


def _moment(value: datetime | None) -> str:
    if value is None:
        return ""
    return _("%(day)s, %(time)s") % {
        "day": long_day(value).capitalize(),
        "time": clock_time(value),
    }


def track(complaint: Complaint, now: datetime) -> Track:
    """Read the tracking page; two queries."""
    cycle = complaint.cycles.get(number=complaint.cycle)
    messages = list(
        complaint.messages.filter(status__in=PUBLIC)
        .exclude(kind=MessageKind.RECEIPT)
        .exclude(body="")
        .select_related("author")
    )
    closed = complaint.closed_at
    return Track(
        complaint=complaint,
        cycle=cycle,
        steps=_steps(complaint, cycle),
        messages=messages,
        promised_on=_promised(complaint),
        is_late=complaint.state in UNDECIDED
        and complaint.decision_due_at is not None
        and complaint.decision_due_at < now,
        waits_until=local_date(complaint.waiting_until) if complaint.waiting_until else None,
        can_withdraw=complaint.state in OPEN,
        can_reopen=complaint.state == State.CLOSED
        and closed is not None
        and (local_date(now) - local_date(closed)).days <= get_organisation().reopen_days,
    )


def _promised(complaint: Complaint) -> Any:
    """Return the day by which the customer hears our outcome, or None when there is none to come."""
    due = complaint.decision_due_at
    return local_date(due) if complaint.state in UNDECIDED and due is not None else None


def _steps(complaint: Complaint, cycle: ComplaintCycle) -> list[TrackStep]:
    state = State(complaint.state)
    order = [State.RECEIVED, State.ACKNOWLEDGED, State.INVESTIGATING, State.ANSWERED, State.CLOSED]
    if state in {State.WITHDRAWN, State.DUPLICATE}:
        return [
            TrackStep(pgettext("complaint", "Received"), _moment(cycle.started_at), "done"),
            TrackStep(state.label, _moment(cycle.ended_at), "done"),
        ]
    here = order.index(State.INVESTIGATING if state == State.WAITING else state)
    looking = (
        _("We asked you something and wait for your answer.")
        if state == State.WAITING
        else _("We are finding out what happened.")
    )
    notes = [
        _moment(cycle.started_at),
        _moment(cycle.acknowledged_at),
        looking if here == 2 else "",
        _moment(cycle.answered_at) or _("With our explanation and our proposal"),
        _moment(cycle.ended_at) or _("When everything we promised is done"),
    ]
    return [
        TrackStep(
            one.label,
            note,
            "done" if index < here or state == State.CLOSED else "now" if index == here else "",
        )
        for index, (one, note) in enumerate(zip(order, notes, strict=True))
    ]
