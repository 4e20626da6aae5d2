"""The ladder of warnings: at 75, 100 and 150 % of a term, to the handler, the manager, all managers.

Pure functions. A step is reached at a moment of working time, which no server clock or time zone moves,
and it is told inside working hours only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints.clock.clock import Clock

STEPS = (75, 100, 150)  # percent of the term (issue of the complaint desk; common practice)
HANDLER, MANAGER, EVERYBODY = STEPS


@dataclass(frozen=True)
class Rung:
    """One step of the ladder that a clock has reached."""

    clock: Clock
    step: int
    reached_at: datetime


def reached_at(clock: Clock, step: int) -> datetime:
    """Return the moment a share of the term is used up, in working time outside the pauses.

    At 100 % it is the due moment; a minute more makes it late, so that "late" is never said in time.
    """
    amount = clock.target * step / 100
    if step >= 100:
        amount += timedelta(minutes=1)
    return clock.calendar.add_working_time(clock.start, amount, pauses=clock.pauses)


def is_working_time(clock: Clock, now: datetime) -> bool:
    """Tell whether somebody works now, by the calendar the complaint was received under."""
    return any(
        start <= now < end
        for start, end in clock.calendar.windows_on(clock.calendar.local_date(now))
    )


def rungs(clocks: Sequence[Clock], now: datetime) -> list[Rung]:
    """Return the steps that running clocks have reached by now, the lowest first.

    Nothing while a clock stands still for the customer, and nothing outside working hours.
    """
    found = []
    for clock in clocks:
        if clock.completed_at is not None or clock.paused(now) or not is_working_time(clock, now):
            continue
        for step in STEPS:
            moment = reached_at(clock, step)
            if moment > now:
                break
            found.append(Rung(clock, step, moment))
    return found


def untold(found: Sequence[Rung], told: frozenset[tuple[str, int]]) -> list[Rung]:
    """Return the rungs nobody was told about, keeping of each clock only the highest.

    After days without housekeeping one warning says where it stands; lower steps would be old news.
    """
    highest: dict[str, Rung] = {}
    for rung in found:
        if (rung.clock.kind.value, rung.step) not in told:
            highest[rung.clock.kind.value] = rung
    return [
        rung
        for kind, rung in highest.items()
        if rung.step > max((step for clock, step in told if clock == kind), default=0)
    ]
