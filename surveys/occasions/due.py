"""Decide on which day a transactional survey asks about something that happened."""

from datetime import date, timedelta

from surveys.campaigns.models import Trigger

NOTED_AHEAD_DAYS = 14  # a renewal stands on the list of what is coming so many days before its mail


def ask_on(trigger: str, happened_on: date, delay_days: int) -> date:
    """Return the day of asking: so many days after it happened, or before a renewal date."""
    days = timedelta(days=delay_days)
    return happened_on - days if trigger == Trigger.RENEWAL else happened_on + days


def happened_between(
    trigger: str, *, launched_on: date, today: date, delay_days: int
) -> tuple[date, date]:
    """Return the first and the last day of what is to be noted today.

    What would have been asked before the survey was launched is left alone.
    """
    days = timedelta(days=delay_days)
    if trigger == Trigger.RENEWAL:
        return launched_on + days, today + days + timedelta(days=NOTED_AHEAD_DAYS)
    return launched_on - days, today
