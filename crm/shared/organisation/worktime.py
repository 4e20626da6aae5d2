"""Working time: opening windows minus closed days, in the organisation's zone.

Every duration is real elapsed time, so a window that contains a clock change is an hour shorter or
longer that day. All instants are aware datetimes; results are in UTC.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Interval = tuple[datetime, datetime]

ZERO = timedelta(0)
MIDNIGHT = time(0, 0)
# A calendar that is closed this long is a mistake in the settings, not a holiday.
LONGEST_CLOSURE = timedelta(days=400)


class NoWorkingTime(ValueError):
    """Says that a calendar never opens, so that nothing could ever be due."""


@dataclass(frozen=True)
class DaySum:
    """Holds one line of an explanation: the working time a clock counted on one local day."""

    day: date
    counted: timedelta
    paused: timedelta
    windows: tuple[tuple[time, time], ...]
    closed_for: str  # name of the holiday, or empty

    @property
    def is_open(self) -> bool:
        """Tell whether the day has opening hours at all."""
        return bool(self.windows)


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the union of half-open intervals, sorted and without overlap; empty ones vanish."""
    merged: list[Interval] = []
    for start, end in sorted(pair for pair in intervals if pair[0] < pair[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def subtract(interval: Interval, holes: Sequence[Interval]) -> Iterator[Interval]:
    """Yield what is left of an interval when merged holes are cut out of it."""
    start, end = interval
    for hole_start, hole_end in holes:
        if hole_end <= start:
            continue
        if hole_start >= end:
            break
        if hole_start > start:
            yield start, hole_start
        start = max(start, hole_end)
    if start < end:
        yield start, end


def _clip(interval: Interval, start: datetime, end: datetime) -> Interval:
    return max(interval[0], start), min(interval[1], end)


def _length(intervals: Iterable[Interval]) -> timedelta:
    return sum((end - start for start, end in intervals if start < end), ZERO)


@dataclass(frozen=True)
class WorkCalendar:
    """Answers how much working time lies between two moments, and when an amount of it is used up.

    `windows` maps a weekday (Monday 0) to its opening windows; a window that closes at 00:00 ends at
    midnight. `closed` maps a closed date to the name of its holiday.
    """

    windows: Mapping[int, Sequence[tuple[time, time]]]
    closed: Mapping[date, str] = field(default_factory=dict)
    zone: str = "Europe/Amsterdam"
    _days: dict[date, list[Interval]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def weekdays(
        cls,
        windows: Sequence[tuple[time, time]] = ((time(9), time(17)),),
        *,
        closed: Mapping[date, str] | None = None,
        zone: str = "Europe/Amsterdam",
    ) -> "WorkCalendar":
        """Return a calendar with the same windows from Monday to Friday."""
        return cls({day: tuple(windows) for day in range(5)}, closed or {}, zone)

    # -- days ---------------------------------------------------------------------------------

    def local_date(self, moment: datetime) -> date:
        """Return the day a moment falls on in the organisation's zone."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def windows_on(self, day: date) -> list[Interval]:
        """Return the opening windows of a local day as merged UTC intervals."""
        if day not in self._days:
            self._days[day] = merge(self._local_windows(day))
        return self._days[day]

    def _local_windows(self, day: date) -> Iterator[Interval]:
        if day in self.closed:
            return
        zone = ZoneInfo(self.zone)
        for opens, closes in self.windows.get(day.weekday(), ()):
            last = day + timedelta(days=1) if closes == MIDNIGHT else day
            yield (
                datetime.combine(day, opens, zone).astimezone(UTC),
                datetime.combine(last, closes, zone).astimezone(UTC),
            )

    def is_business_day(self, day: date) -> bool:
        """Tell whether the organisation opens on that day."""
        return bool(self.windows_on(day))

    def next_business_day(self, day: date) -> date:
        """Return the first business day after a day; raises NoWorkingTime when there is none."""
        following = day + timedelta(days=1)
        while not self.is_business_day(following):
            if following - day > LONGEST_CLOSURE:
                raise NoWorkingTime("The calendar has no opening hours.")
            following += timedelta(days=1)
        return following

    def add_business_days(self, day: date, count: int) -> date:
        """Return the business day that lies `count` business days after a day."""
        for _step in range(count):
            day = self.next_business_day(day)
        return day

    def business_days_between(self, first: date, last: date) -> int:
        """Count the business days after `first` up to and including `last`."""
        days = (last - first).days
        return sum(self.is_business_day(first + timedelta(days=n)) for n in range(1, days + 1))

    # -- working time -------------------------------------------------------------------------

    def _opened(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Yield the opening windows inside [start, end), clipped, in order."""
        day, last = self.local_date(start), self.local_date(end)
        while day <= last:
            for window in self.windows_on(day):
                clipped = _clip(window, start, end)
                if clipped[0] < clipped[1]:
                    yield clipped
            day += timedelta(days=1)

    def working_time_between(
        self, start: datetime, end: datetime, *, pauses: Iterable[Interval] = ()
    ) -> timedelta:
        """Return W(start, end) − W(P ∩ [start, end)): working time outside the pauses."""
        if end <= start:
            return ZERO
        holes = merge(pauses)
        return _length(
            part for window in self._opened(start, end) for part in subtract(window, holes)
        )

    def add_working_time(
        self, start: datetime, amount: timedelta, *, pauses: Iterable[Interval] = ()
    ) -> datetime:
        """Return min{t : W(start, t) − W(P ∩ [start, t)) ≥ amount}, end of a window inclusive.

        Source: domain.md §7. Raises NoWorkingTime when the calendar never opens.
        """
        start = start.astimezone(UTC)
        if amount <= ZERO:
            return start
        holes = merge(pauses)
        left, day, last_open = amount, self.local_date(start), self.local_date(start)
        for _begin, end in holes:
            last_open = max(last_open, self.local_date(end))
        while True:
            for window in self.windows_on(day):
                last_open = max(last_open, day)
                opened = (max(window[0], start), window[1])
                for begin, end in subtract(opened, holes) if opened[0] < opened[1] else ():
                    if end - begin >= left:
                        return begin + left
                    left -= end - begin
            if day - last_open > LONGEST_CLOSURE:
                raise NoWorkingTime("The calendar has no opening hours.")
            day += timedelta(days=1)

    def explain(
        self, start: datetime, due: datetime, *, pauses: Iterable[Interval] = ()
    ) -> list[DaySum]:
        """Return the sum behind a due moment, one line per local day, closed days included."""
        holes = merge(pauses)
        lines = []
        day, last = self.local_date(start), self.local_date(due)
        while day <= last:
            opened = [_clip(window, start, due) for window in self.windows_on(day)]
            opened = [pair for pair in opened if pair[0] < pair[1]]
            counted = _length(part for window in opened for part in subtract(window, holes))
            closed_for = self.closed.get(day, "")
            windows = () if closed_for else tuple(self.windows.get(day.weekday(), ()))
            lines.append(DaySum(day, counted, _length(opened) - counted, windows, closed_for))
            day += timedelta(days=1)
        return lines

    # -- snapshot -----------------------------------------------------------------------------

    def snapshot(self, *, since: date, until: date) -> dict[str, Any]:
        """Return the calendar as plain JSON, with the closed days of a period."""
        return {
            "zone": self.zone,
            "windows": {
                str(day): [
                    [opens.isoformat("minutes"), closes.isoformat("minutes")]
                    for opens, closes in pairs
                ]
                for day, pairs in sorted(self.windows.items())
                if pairs
            },
            "closed": {
                day.isoformat(): name
                for day, name in sorted(self.closed.items())
                if since <= day <= until
            },
        }

    @classmethod
    def from_snapshot(cls, content: Mapping[str, Any]) -> "WorkCalendar":
        """Return the calendar a snapshot was made of."""
        return cls(
            {
                int(day): tuple(
                    (time.fromisoformat(opens), time.fromisoformat(closes))
                    for opens, closes in pairs
                )
                for day, pairs in content["windows"].items()
            },
            {date.fromisoformat(day): name for day, name in content["closed"].items()},
            content["zone"],
        )
