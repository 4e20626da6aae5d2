"""The clocks of a complaint: when each is due, how far it is, and whether it was met.

Breached ⇔ (completed or now) > due. It is derived here every time and stored nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from complaints.clock.policy import Policy
from crm.shared.organisation.worktime import DaySum, Interval, WorkCalendar

SOON = 0.75  # share of the time used from which a clock asks for attention (domain.md §7)


class Kind(StrEnum):
    """Names the clocks that count working time."""

    ACKNOWLEDGE = "acknowledge"
    DECISION = "decision"
    UPDATE = "update"


class Face(StrEnum):
    """Names what a clock shows; the words are those of the tag `{% clock %}`."""

    MET = "ok"
    MET_LATE = "was"
    RUNNING = "run"
    SOON = "soon"
    LATE = "late"
    PAUSED = "wait"


@dataclass(frozen=True)
class Clock:
    """Measures one term from its start, in working time outside the pauses."""

    kind: Kind
    start: datetime
    target: timedelta
    calendar: WorkCalendar
    pauses: Sequence[Interval] = ()
    completed_at: datetime | None = None

    @property
    def due(self) -> datetime:
        """Return the last moment that is still in time."""
        return self.calendar.add_working_time(self.start, self.target, pauses=self.pauses)

    @property
    def soon(self) -> datetime:
        """Return the moment from which the clock asks for attention: three quarters of the term used."""
        return self.calendar.add_working_time(self.start, self.target * SOON, pauses=self.pauses)

    def breached(self, now: datetime) -> bool:
        """Tell whether the term was passed: (completed or now) > due."""
        return (self.completed_at or now) > self.due

    def spent(self, now: datetime) -> timedelta:
        """Return the working time used until completion or now."""
        return self.calendar.working_time_between(
            self.start, self.completed_at or now, pauses=self.pauses
        )

    def left(self, now: datetime) -> timedelta:
        """Return the working time left; negative by how much the clock is late."""
        return self.target - self.spent(now)

    def share(self, now: datetime) -> float:
        """Return the used share of the term; more than 1 when late."""
        return self.spent(now) / self.target if self.target else 1.0

    def paused(self, now: datetime) -> bool:
        """Tell whether the clock stands still because we wait for the customer."""
        return self.completed_at is None and any(start <= now < end for start, end in self.pauses)

    def face(self, now: datetime) -> Face:
        """Return what the clock shows now. A pause does not hide that a term was passed."""
        if self.completed_at is not None:
            return Face.MET_LATE if self.breached(now) else Face.MET
        if self.breached(now):
            return Face.LATE
        if self.paused(now):
            return Face.PAUSED
        return Face.SOON if self.share(now) >= SOON else Face.RUNNING

    def explain(self) -> list[DaySum]:
        """Return the sum behind the due moment, a line per day."""
        return self.calendar.explain(self.start, self.due, pauses=self.pauses)


@dataclass(frozen=True)
class Stamps:
    """Holds what the clocks of one cycle need to know about a complaint."""

    started_at: datetime
    severity: int | None = None
    acknowledged_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None  # closed, withdrawn or duplicate
    last_update_at: datetime | None = None
    pauses: Sequence[Interval] = ()
    is_reopened: bool = False  # a reopened complaint goes straight to the investigation


def clocks_of(policy: Policy, stamps: Stamps) -> list[Clock]:
    """Return the working-time clocks of one cycle, the finished ones included.

    Acknowledge and decision start at receipt; the next update starts at the last message sent and
    ends with the answer. Waiting pauses decision and update only. A complaint that was withdrawn or
    found to be a duplicate stops the clocks that still ran. A reopened one is not acknowledged again.
    """
    clocks = []
    if stamps.acknowledged_at or not (stamps.ended_at or stamps.is_reopened):
        clocks.append(
            Clock(
                Kind.ACKNOWLEDGE,
                stamps.started_at,
                policy.working_days(policy.acknowledge_days),
                policy.calendar,
                completed_at=stamps.acknowledged_at,
            )
        )
    if stamps.answered_at or not stamps.ended_at:
        clocks.append(
            Clock(
                Kind.DECISION,
                stamps.started_at,
                policy.decision_target(stamps.severity),
                policy.calendar,
                tuple(stamps.pauses),
                stamps.answered_at,
            )
        )
    if stamps.last_update_at and not stamps.answered_at and not stamps.ended_at:
        clocks.append(
            Clock(
                Kind.UPDATE,
                stamps.last_update_at,
                policy.working_days(policy.update_days),
                policy.calendar,
                tuple(stamps.pauses),
            )
        )
    return clocks


def seconds_used(clocks: Sequence[Clock], kind: Kind) -> int | None:
    """Return the working time a finished clock took, in whole seconds; None while it runs."""
    for clock in clocks:
        if clock.kind == kind and clock.completed_at is not None:
            return int(clock.spent(clock.completed_at).total_seconds())
    return None


def next_due(clocks: Sequence[Clock]) -> Clock | None:
    """Return the running clock that is due first."""
    running = [clock for clock in clocks if clock.completed_at is None]
    return min(running, key=lambda clock: clock.due, default=None)
