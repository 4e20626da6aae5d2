"""The organisation's own calendar: its opening hours and closed days, ready to compute with."""

from datetime import time

from django.conf import settings

from crm.shared.organisation.models import Holiday, OpeningWindow
from crm.shared.organisation.services import recall
from crm.shared.organisation.worktime import DaySum, Interval, NoWorkingTime, WorkCalendar

__all__ = ["DaySum", "Interval", "NoWorkingTime", "WorkCalendar", "load_calendar"]

DEFAULT_WINDOWS = dict.fromkeys(range(5), ((time(9), time(17)),))


def load_calendar() -> WorkCalendar:
    """Return the calendar of the organisation; two queries, once a request or job.

    Without any opening hours it is open Monday to Friday from 09:00 to 17:00 (domain.md §7).
    """
    return recall("calendar", _read_calendar)


def _read_calendar() -> WorkCalendar:
    windows: dict[int, list[tuple[time, time]]] = {}
    for row in OpeningWindow.objects.all():
        windows.setdefault(row.weekday, []).append((row.opens, row.closes))
    closed = dict(Holiday.objects.values_list("date", "name"))
    return WorkCalendar(windows or DEFAULT_WINDOWS, closed, settings.TIME_ZONE)
