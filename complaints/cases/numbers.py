"""Complaint numbers: KL-2026-0001, unique under concurrency, starting again each year."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from complaints.cases.models import NumberSequence
from crm.shared.localtime import local_date


def next_number(recorded_at: datetime) -> str:
    """Return the next number of the year of `recorded_at` in the organisation's zone.

    One UPDATE counts up and holds the row until the surrounding transaction ends, so that two
    complaints never get the same number. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A number is given out inside a transaction.")
    year = local_date(recorded_at).year
    rows = NumberSequence.objects.filter(year=year)
    if not rows.update(last=F("last") + 1):
        NumberSequence.objects.bulk_create([NumberSequence(year=year)], ignore_conflicts=True)
        rows.update(last=F("last") + 1)
    return f"KL-{year}-{rows.values_list('last', flat=True).get():04d}"
