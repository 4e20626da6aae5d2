"""Where a customer can go who does not agree with the answer, and until when."""

import calendar
from datetime import date

from complaints.decisions.models import Decision


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def external_of(decision: Decision | None, answered_on: date) -> tuple[str, date | None]:
    """Return name and address of the external body, and the last day to go there; empty without one.

    The term runs from the day of our answer: before it is sent, pass the day on which it would be.
    """
    if decision is None or not decision.external_text or decision.external_months is None:
        return "", None
    return decision.external_text, add_months(answered_on, decision.external_months)
