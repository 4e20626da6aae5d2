"""Decide when survey mails may leave: in opening hours only, so not at night, in weekends or on holidays."""

from datetime import datetime, timedelta

from crm.shared.organisation.worktime import LONGEST_CLOSURE, NoWorkingTime, WorkCalendar


def next_opening(now: datetime, calendar: WorkCalendar) -> datetime:
    """Return `now` inside opening hours, else the moment they begin; daylight saving included.

    The end of a window is outside it. Raises NoWorkingTime when the calendar never opens.
    """
    day = first = calendar.local_date(now)
    while day - first <= LONGEST_CLOSURE:
        for opens, closes in calendar.windows_on(day):
            if now < closes:
                return max(now, opens)
        day += timedelta(days=1)
    raise NoWorkingTime("The calendar has no opening hours.")


def is_open(now: datetime, calendar: WorkCalendar) -> bool:
    """Tell whether survey mails may leave now."""
    return next_opening(now, calendar) <= now
