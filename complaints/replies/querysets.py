"""Complaints with a reply that waits for a choice."""

from django.db.models import QuerySet

from complaints.cases.models import Complaint
from complaints.replies.models import ReplyChoice


def to_choose(complaints: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Keep complaints with a reply after the end about which nobody has chosen yet."""
    waiting = ReplyChoice.objects.filter(choice="").values("complaint_id")
    return complaints.filter(pk__in=waiting)
