"""Say how far the sending of a survey is, and when the next mail leaves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q

from crm.shared.localtime import day_start, local_date
from crm.shared.organisation.calendar import load_calendar
from surveys.campaigns.models import Survey
from surveys.sending.window import next_opening


@dataclass(frozen=True, slots=True)
class Progress:
    """Hold what has left, what waits, what came back, and the next moment of sending."""

    waiting: int
    sent: int
    refused: int
    bounced: int
    called_off: int
    reminded: int
    last_day: date | None
    next_at: datetime | None

    @property
    def total(self) -> int:
        """Give the mails that were to be sent."""
        return self.waiting + self.sent + self.refused

    @property
    def done(self) -> int:
        """Give the mails that were dealt with."""
        return self.sent + self.refused


def progress(survey: Survey, *, now: datetime) -> Progress:
    """Count the invitations of a survey; three queries, with the calendar's."""
    counted = survey.invitations.order_by().aggregate(
        waiting=Count("pk", filter=Q(state="waiting")),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        refused=Count("pk", filter=Q(state="refused")),
        bounced=Count("pk", filter=Q(state="bounced")),
        called_off=Count("pk", filter=Q(state="cancelled", held_reason="")),
        reminded=Count("pk", filter=Q(reminders_sent__gt=0)),
        first=Min("planned_on", filter=Q(state="waiting")),
        last_day=Max("planned_on", filter=Q(state="waiting")),
    )
    first, next_at = counted.pop("first"), None
    if counted["waiting"] and survey.paused_at is None:
        start = max(now, day_start(first)) if first and first > local_date(now) else now
        next_at = next_opening(start, load_calendar())
    return Progress(**counted, next_at=next_at)
