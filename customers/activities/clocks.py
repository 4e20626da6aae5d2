"""Says how a due date stands: late, today, soon, later; for tasks and promises alike."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from crm.shared.formats import clock_time, short_day
from crm.shared.localtime import at_local, local_date


def due_clock(on: date, at: time | None, now: datetime) -> tuple[str, Any]:
    """Return the clock state and words of something still to do."""
    days = (on - local_date(now)).days
    if days < 0:
        return "late", _("%(days)s d late") % {"days": -days}
    hour = clock_time(at_local(on, at)) if at else ""
    if days == 0 and at and at_local(on, at) < now:
        return "late", _("late since %(hour)s") % {"hour": hour}
    if days == 0:
        return "soon", hour or _("today")
    if days == 1:
        words = _("tomorrow")
        return "", f"{words}, {hour}" if hour else words
    day = short_day(on, weekday=True, today=local_date(now))
    return "", f"{day}, {hour}" if hour else day
