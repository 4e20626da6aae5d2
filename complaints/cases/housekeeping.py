"""What passes by itself: waiting ends on its date, and last year's complaints stop counting."""

from datetime import datetime

from django.db.models import Count, F, Q

from complaints.cases.cycles import Pause
from complaints.cases.stamps import refresh_account_facts, year_start
from complaints.cases.transitions import transition
from complaints.cases.workflow import By, Move, State
from complaints.errors import ComplaintError
from crm.shared.localtime import day_start, local_date
from customers.accounts.models import Account

BATCH = 500


def resume_waiting(now: datetime) -> int:
    """Resume complaints whose resume date has come, stamped with that moment; return how many."""
    resumed = 0
    due = Pause.objects.filter(ended_at__isnull=True, resumes_at__lte=now)
    for pause in due.select_related("complaint").order_by("resumes_at")[:BATCH]:
        if pause.complaint.state != State.WAITING:
            continue
        try:
            transition(pause.complaint, Move.RESUME, by=By.SYSTEM, now=now, at=pause.resumes_at)
        except ComplaintError:  # somebody resumed it in the same moment
            continue
        resumed += 1
    return resumed


def refresh_year_counts(now: datetime) -> int:
    """Recompute accounts whose count of complaints in 12 months has passed; return how many."""
    since = day_start(year_start(local_date(now)))
    in_year = Q(complaints__received_at__gte=since) & ~Q(complaints__state=State.DUPLICATE)
    stale = (
        Account.objects.filter(complaints_12m__gt=0)
        .annotate(counted=Count("complaints", filter=in_year))
        .exclude(counted=F("complaints_12m"))
        .values_list("pk", flat=True)[:BATCH]
    )
    for account_id in list(stale):
        refresh_account_facts(account_id, now=now)
    return len(stale)
