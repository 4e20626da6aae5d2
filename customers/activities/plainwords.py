"""Finds a due date in plain words, English or Dutch: "Friday 14:00", "over 3 weken", "eind januari".

Pure: today, the clock and the working days are passed in. What has passed is no due date. Each phrase
of `plainphrases.PHRASES` is tried; the last match in the line wins, because people end a line with
what is to be done, and of two readings of the same words the one that uses more of them.
"""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, time, timedelta

from customers.activities import plainclock
from customers.activities.plainphrases import LEAD, PHRASES, IsWorking, Read, When, is_weekday

FARTHEST = timedelta(days=366 * 5)  # further ahead is a slip of the keyboard


@dataclass(frozen=True)
class Due:
    """A due date found in a text: the day, the time if given, and where the words stand.

    `other` is the day the same words mean to some people ("next Friday"), to be shown beside it.
    """

    on: date
    at: time | None
    start: int
    end: int
    other: date | None = None


COMPILED = tuple(
    (re.compile(rf"(?<![\w@]){LEAD}?(?:{words})(?!\w)", re.IGNORECASE), read)
    for words, read in PHRASES
)


def find_due(
    text: str, today: date, *, clock: time | None = None, is_working: IsWorking = is_weekday
) -> Due | None:
    """Return the last due date in a text that is today or later, within five years; else None.

    `clock` is the local time now: with it "over 2 uur" is understood, and a time that has passed
    today is none. `is_working` says which days count in "over 5 werkdagen".
    """
    when = When(today, clock, is_working)
    last = min(today + FARTHEST, date(MAXYEAR, 12, 31)) if today.year < 9990 else date.max
    best: Due | None = None
    for pattern, read in COMPILED:
        for found in pattern.finditer(text):
            try:
                said = read(found, when)
            except (ValueError, OverflowError):
                continue
            due = _due(text, found, said if isinstance(said, Read) else Read(said))
            passed = due.on == today and clock and due.at and due.at < clock.replace(second=0)
            if not today <= due.on <= last or passed:
                continue
            if best is None or _better(due, best):
                best = due
    if best is not None and best.other is not None and not today <= best.other <= last:
        return Due(best.on, best.at, best.start, best.end)
    return best


def _due(text: str, found: re.Match[str], said: Read) -> Due:
    """Add the time that stands behind or before the day."""
    start, end = found.span()
    if said.at is not None:
        return Due(said.on, said.at, start, end, said.other)
    behind = plainclock.AFTER.match(text, end)
    if behind:
        return Due(said.on, plainclock.time_of(behind), start, behind.end(), said.other)
    reach = max(0, start - plainclock.REACH)
    before = plainclock.BEFORE.search(text[reach:start])
    if before:
        at = plainclock.time_of(before)
        return Due(said.on, at, reach + before.start(), end, said.other)
    return Due(said.on, None, start, end, said.other)


def _better(one: Due, other: Due) -> bool:
    """Say whether a find beats another: it ends later, or says more of the same words."""
    overlap = one.start < other.end and other.start < one.end
    if overlap:
        return (one.end - one.start) > (other.end - other.start)
    return one.end > other.end
