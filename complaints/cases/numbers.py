"""Complaint numbers: KL-2026-0001, unique under concurrency, starting again each year."""

from datetime import datetime

from django.db import connection, transaction

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
    number = _count_up(year)
    if number is None:
        NumberSequence.objects.bulk_create([NumberSequence(year=year)], ignore_conflicts=True)
        number = _count_up(year)
    return f"KL-{year}-{number:04d}"


def _count_up(year: int) -> int | None:
    """Count a year up by one and return the number, in one statement; None when the year is new."""
    table = connection.ops.quote_name(NumberSequence._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET last = last + 1 WHERE year = %s RETURNING last",  # noqa: S608
            [year],
        )
        row = cursor.fetchone()
    return row[0] if row else None
