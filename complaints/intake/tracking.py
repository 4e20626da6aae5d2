"""What a customer sees of a complaint: plain words, the next promised days, messages and own files."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from complaints.cases.choices import NextClock
from complaints.cases.cycles import ComplaintCycle
from complaints.cases.models import TRACKING, Complaint
from complaints.cases.workflow import ENDED, OPEN, UNDECIDED, RemedyStatus, State
from complaints.decisions.models import Remedy
from complaints.intake.files import public_files
from complaints.letters.values import remedy_words
from complaints.letters.variables import with_link
from complaints.messages.mails import tracking_url
from complaints.messages.models import Message, MessageKind, Status
from complaints.statutory.reading import extensions_of, legal_clock
from crm.shared import tokens
from crm.shared.files.models import StoredFile
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
class PromisedDay:
    """A day we named to the customer: what happens by then, and whether it has passed."""

    words: str
    day: date
    is_late: bool


@dataclass(frozen=True)
class PromisedThing:
    """Something we do to make up for it, as the answer told."""

    words: str
    day: date
    is_done: bool
    is_refused: bool
    is_late: bool


@dataclass(frozen=True)
class Track:
    """Holds what the tracking page shows."""

    complaint: Complaint
    cycle: ComplaintCycle
    where: str
    steps: list[TrackStep]
    days: list[PromisedDay]
    things: list[PromisedThing]
    messages: list[Message]
    files: list[StoredFile]
    waits_until: date | None
    can_withdraw: bool
    can_reopen: bool
    reopen_until: date | None

    @property
    def acknowledged_by(self) -> date | None:
        """Return the day by which a person replies, while nobody has."""
        due = self.cycle.acknowledge_due_at
        return local_date(due) if due and not self.cycle.acknowledged_at else None

    @property
    def decided_by(self) -> date | None:
        """Return the day by which the customer hears our outcome, while there is one to come."""
        due = self.complaint.decision_due_at
        return local_date(due) if due and self.complaint.state in UNDECIDED else None

    @property
    def has_ended(self) -> bool:
        """Tell whether the complaint has ended: writing does not open it again."""
        return self.complaint.state in ENDED


def _moment(value: datetime | None) -> str:
    if value is None:
        return ""
    return _("%(day)s, %(time)s") % {
        "day": long_day(value).capitalize(),
        "time": clock_time(value),
    }


def track(complaint: Complaint, now: datetime) -> Track:
    """Read the tracking page; at most six queries."""
    cycle = complaint.cycles.select_related("policy").get(number=complaint.cycle)
    messages = list(
        complaint.messages.filter(status__in=PUBLIC)
        .exclude(kind=MessageKind.RECEIPT)
        .exclude(body="")
        .select_related("author")
    )
    url = tracking_url(complaint)
    for message in messages:
        message.body = with_link(message.body, url)
    closed_on = local_date(complaint.closed_at) if complaint.closed_at else None
    period = get_organisation().reopen_days
    can_reopen = (
        complaint.state == State.CLOSED
        and closed_on is not None
        and (local_date(now) - closed_on).days <= period
    )
    things = _things(complaint, cycle, local_date(now))
    return Track(
        complaint=complaint,
        cycle=cycle,
        where=_where(complaint, things),
        steps=_steps(complaint, cycle),
        days=_days(complaint, cycle, now),
        things=things,
        messages=messages,
        files=list(public_files(complaint)),
        waits_until=local_date(complaint.waiting_until) if complaint.waiting_until else None,
        can_withdraw=complaint.state in OPEN,
        can_reopen=can_reopen,
        reopen_until=date.fromordinal(closed_on.toordinal() + period)
        if can_reopen and closed_on
        else None,
    )


def _things(complaint: Complaint, cycle: ComplaintCycle, today: date) -> list[PromisedThing]:
    """Return what the answer promised; nothing before the answer is out."""
    if cycle.answered_at is None:
        return []
    return [
        PromisedThing(
            words=remedy_words(one),
            day=one.settled_on or one.due_on,
            is_done=one.status == RemedyStatus.DELIVERED,
            is_refused=one.status == RemedyStatus.REFUSED,
            is_late=one.status == RemedyStatus.PROMISED and one.due_on < today,
        )
        for one in Remedy.objects.filter(complaint=complaint, cycle=cycle.number)
    ]


def _days(complaint: Complaint, cycle: ComplaintCycle, now: datetime) -> list[PromisedDay]:
    """Return the days we promised, the nearest first: confirmation, next word, outcome."""
    if complaint.state not in UNDECIDED:
        return []
    found = []
    if cycle.acknowledged_at is None and complaint.state == State.RECEIVED:
        found.append((cycle.acknowledge_due_at, _("A person replies to you by")))
    if complaint.next_clock == NextClock.UPDATE:
        found.append((complaint.sort_due_at, _("You hear from us again by")))
    found.append((complaint.decision_due_at, _("You will hear our outcome by")))
    days = [
        PromisedDay(words, local_date(due), due < now) for due, words in found if due is not None
    ]
    legal = legal_clock(complaint, cycle, now, extensions_of(complaint, cycle))
    if legal is not None:
        days.append(PromisedDay(_("By law you hear our outcome by"), legal.due_on, legal.breached))
    return days


def _where(complaint: Complaint, things: list[PromisedThing]) -> str:
    """Say in one sentence where the complaint stands."""
    state = State(complaint.state)
    if state == State.ANSWERED:
        if any(not one.is_done and not one.is_refused for one in things):
            return _("You have our answer. We are doing what we promised.")
        return _("You have our answer. We close the complaint soon.")
    return {
        State.RECEIVED: _("Your complaint is with us. A person reads it and replies to you."),
        State.ACKNOWLEDGED: _(
            "We have read your complaint and are going to find out what happened."
        ),
        State.INVESTIGATING: _("We are finding out what happened."),
        State.WAITING: _("We asked you something and wait for your answer."),
        State.CLOSED: _("Your complaint is closed: everything we promised is done."),
        State.WITHDRAWN: _("The complaint was withdrawn. We do nothing more with it."),
        State.DUPLICATE: _("We handle this together with another complaint about the same."),
    }[state]


def _steps(complaint: Complaint, cycle: ComplaintCycle) -> list[TrackStep]:
    state = State(complaint.state)
    order = [State.RECEIVED, State.ACKNOWLEDGED, State.INVESTIGATING, State.ANSWERED, State.CLOSED]
    labels = [
        _("Received by us"),
        _("Read and confirmed"),
        _("We find out what happened"),
        _("Our answer"),
        _("Done"),
    ]
    if state in {State.WITHDRAWN, State.DUPLICATE}:
        last = _("Withdrawn") if state == State.WITHDRAWN else _("Handled with another complaint")
        return [
            TrackStep(labels[0], _moment(cycle.started_at), "done"),
            TrackStep(last, _moment(cycle.ended_at), "done"),
        ]
    here = order.index(State.INVESTIGATING if state == State.WAITING else state)
    notes = [
        _moment(cycle.started_at),
        _moment(cycle.acknowledged_at),
        _("Waiting for your answer") if state == State.WAITING else "",
        _moment(cycle.answered_at) or _("With our explanation and our proposal"),
        _moment(cycle.ended_at) or _("When everything we promised is done"),
    ]
    return [
        TrackStep(
            label,
            note,
            "done" if index < here or state == State.CLOSED else "now" if index == here else "",
        )
        for index, (label, note) in enumerate(zip(labels, notes, strict=True))
    ]
