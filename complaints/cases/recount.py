"""What complaints stores twice, computed afresh: facts on accounts, and the due stamps of open clocks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q

from complaints.cases.cycles import ComplaintCycle
from complaints.cases.models import Complaint
from complaints.cases.severity import Severity
from complaints.cases.stamps import derive, refresh_account_facts, year_start
from complaints.cases.workflow import OPEN, State
from crm.shared.figures import Difference, chunks
from crm.shared.localtime import day_start, local_date
from customers.accounts.models import Account

FACTS = (
    "open_complaints",
    "open_critical_complaints",
    "complaints_12m",
    "plain_critical_complaints",
    "plain_complaints_12m",
    "last_complaint_closed_at",
)
DUE = ("next_clock", "sort_due_at", "decision_due_at", "soon_at")
CYCLE_DUE = (
    "acknowledge_due_at",
    "decision_due_at",
    "acknowledge_seconds",
    "decision_seconds",
)


def compare_accounts(now: datetime) -> Iterator[Difference]:
    """Yield accounts whose facts are not what their complaints say."""
    since = day_start(year_start(local_date(now)))
    is_open, plain = Q(state__in=sorted(OPEN)), Q(is_confidential=False)
    in_year = Q(received_at__gte=since) & ~Q(state=State.DUPLICATE)
    for ids in chunks(Account.objects.all()):
        counted = (
            Complaint.objects.filter(account__in=ids)
            .order_by()
            .values("account_id")
            .annotate(
                open_complaints=Count("pk", filter=is_open),
                open_critical_complaints=Count(
                    "pk", filter=is_open & Q(severity=Severity.CRITICAL)
                ),
                complaints_12m=Count("pk", filter=in_year),
                plain_critical_complaints=Count(
                    "pk", filter=is_open & plain & Q(severity=Severity.CRITICAL)
                ),
                plain_complaints_12m=Count("pk", filter=in_year & plain),
                last_complaint_closed_at=Max("closed_at"),
            )
        )
        fresh = {row.pop("account_id"): row for row in counted}
        none = dict.fromkeys(FACTS[:-1], 0) | {FACTS[-1]: None}
        for row in Account.objects.filter(pk__in=ids).order_by("pk").values("pk", *FACTS):
            for figure, value in fresh.get(row["pk"], none).items():
                if row[figure] != value:
                    yield Difference("account", row["pk"], figure, row[figure], value)


def mend_account(difference: Difference, now: datetime) -> None:
    """Count the complaints of an account anew; health follows."""
    refresh_account_facts(difference.pk, now=now)


def compare_clocks(now: datetime) -> Iterator[Difference]:
    """Yield complaints, and their current cycles, whose due stamps are not what the clocks say."""
    for ids in chunks(Complaint.objects.filter(is_imported=False)):
        complaints = Complaint.objects.filter(pk__in=ids).in_bulk()
        cycles = ComplaintCycle.objects.filter(complaint__in=ids).select_related("policy")
        for cycle in cycles.order_by("complaint_id"):
            complaint = complaints[cycle.complaint_id]
            if cycle.number != complaint.cycle:
                continue
            stored = {name: getattr(complaint, name) for name in DUE}
            stored_cycle = {name: getattr(cycle, name) for name in CYCLE_DUE}
            derive(complaint, cycle)
            yield from _differing("complaint", complaint, stored)
            yield from _differing("complaintcycle", cycle, stored_cycle)


def _differing(record: str, row: Any, stored: dict[str, Any]) -> Iterator[Difference]:
    for figure, was in stored.items():
        fresh = getattr(row, figure)
        if was != fresh:
            yield Difference(record, row.pk, figure, was, fresh)


@transaction.atomic
def mend_clock(difference: Difference, now: datetime) -> None:
    """Write the fresh due stamp."""
    model: Any = ComplaintCycle if difference.record == "complaintcycle" else Complaint
    model.objects.filter(pk=difference.pk).update(**{difference.figure: difference.fresh})
