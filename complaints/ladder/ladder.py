"""The ladder of warnings: at 75, 100 and 150 % of a term, to the handler, the manager, all managers.

Pure functions. A step is reached at a moment of working time, which no server clock or time zone moves,
and it is told inside working hours only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints.clock.clock import Clock

STEPS = (75, 100, 150)  # percent of the term; common practice of complaint desks
HANDLER, MANAGER, EVERYBODY = STEPS
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Rung:
    """One step of the ladder of one clock, and the moment it is reached."""

    clock: Clock
    step: int
    reached_at: datetime

    @property
    def key(self) -> tuple[str, int]:
        """Return what a step is known by inside a cycle."""
        return self.clock.kind.value, self.step


def reached_at(clock: Clock, step: int) -> datetime:
    """Return the moment a share of the term is used up, in working time outside the pauses.

    From 100 % on a minute later, so that "late" is never said of what may still be in time.
    """
    amount = clock.target * step / 100 + (MINUTE if step >= MANAGER else timedelta(0))
    return clock.calendar.add_working_time(clock.start, amount, pauses=clock.pauses)


def is_working_time(clock: Clock, now: datetime) -> bool:
    """Tell whether somebody works now, by the calendar the complaint was received under."""
    windows = clock.calendar.windows_on(clock.calendar.local_date(now))
    return any(start <= now < end for start, end in windows)


def ladder(clock: Clock) -> list[Rung]:
    """Return the three steps of a clock with their moments."""
    return [Rung(clock, step, reached_at(clock, step)) for step in STEPS]


def reached(clocks: Sequence[Clock], now: datetime) -> list[Rung]:
    """Return the steps that running clocks have reached by now, the lowest first.

    Nothing of a clock that stands still for the customer, and nothing outside working hours.
    """
    return [
        rung
        for clock in clocks
        if clock.completed_at is None and not clock.paused(now) and is_working_time(clock, now)
        for rung in ladder(clock)
        if rung.reached_at <= now
    ]
