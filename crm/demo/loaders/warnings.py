"""Warn about the terms that ran out by the last working day, and plan the call after a second failure."""

from complaints.cases.models import Complaint
from complaints.cases.repeat import plan_call
from complaints.ladder.services import climb
from crm.demo.history import History


def load(history: History) -> None:
    """Climb the ladder as housekeeping would have, and let one handler plan the manager's call."""
    at = history.at(history.business_day(-1), "16:00")
    climb(at)
    again = Complaint.objects.open().filter(
        account__complaints_12m__gt=1, handler=history.users["fatima"], recorded_at__lt=at
    )
    complaint = again.order_by("received_at", "pk").first()
    if complaint is not None:
        plan_call(complaint, by=history.users["fatima"], now=at)
