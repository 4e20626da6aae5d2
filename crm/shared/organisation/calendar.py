"""The organisation's own calendar: its opening hours and closed days, ready to compute with."""

from datetime import date, time

from django.conf import settings
from django.db.models import CharField, DateField, IntegerField, TimeField, Value

from crm.shared.organisation.models import Holiday, OpeningWindow
from crm.shared.organisation.services import recall
from crm.shared.organisation.worktime import DaySum, Interval, NoWorkingTime, WorkCalendar

__all__ = ["DaySum", "Interval", "NoWorkingTime", "WorkCalendar", "load_calendar"]

DEFAULT_WINDOWS = dict.fromkeys(range(5), ((time(9), time(17)),))


def load_calendar() -> WorkCalendar:
    """Return the calendar of the organisation; one query, once a request or job.

    Without any opening hours it is open Monday to Friday from 09:00 to 17:00 (domain.md §7).
    """
    return recall("calendar", _read_calendar)


def _read_calendar() -> WorkCalendar:
    windows: dict[int, list[tuple[time, time]]] = {}
    closed: dict[date, str] = {}
    hours = OpeningWindow.objects.order_by().values_list(
        "weekday", "opens", "closes", Value(None, DateField()), Value("", CharField())
    )
    days = Holiday.objects.order_by().values_list(
        Value(None, IntegerField()),
        Value(None, TimeField()),
        Value(None, TimeField()),
        "date",
        "name",
    )
    for weekday, opens, closes, day, name in hours.union(days, all=True):
        if day is None:
            windows.setdefault(weekday, []).append((opens, closes))
        else:
            closed[day] = name
    for stretches in windows.values():
        stretches.sort()
    return WorkCalendar(windows or DEFAULT_WINDOWS, closed, settings.TIME_ZONE)
