"""The derived columns of a complaint: due stamps for SQL, facts on the account, the search index."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from complaints.cases.choices import NextClock
from complaints.cases.cycles import ComplaintCycle, Pause
from complaints.cases.models import NO_DUE, Complaint
from complaints.cases.severity import Severity
from complaints.cases.workflow import ENDED, OPEN, RemedyStatus, State
from complaints.clock.clock import Clock, Kind, Stamps, clocks_of, next_due, seconds_used
from complaints.clock.snapshots import policy_of
from complaints.decisions.models import Remedy
from crm.shared.localtime import day_end, day_start, local_date
from crm.shared.organisation.worktime import Interval
from customers.accounts.facts import add_to_facts, lock_account, update_facts


def year_start(day: date) -> date:
    """Return the first of the 12 months (365 days) that end with a day, as the pages count them."""
    return day - timedelta(days=364)


def clocks_in(complaint: Complaint, cycle: ComplaintCycle, pauses: list[Interval]) -> list[Clock]:
    """Return the working-time clocks of a cycle; none for imported history."""
    if cycle.policy is None:
        return []
    return clocks_of(
        policy_of(cycle.policy),
        Stamps(
            started_at=cycle.started_at,
            severity=complaint.severity,
            acknowledged_at=cycle.acknowledged_at,
            answered_at=cycle.answered_at,
            ended_at=cycle.ended_at,
            last_update_at=cycle.last_update_at,
            pauses=pauses,
            is_reopened=cycle.number > 1,
        ),
    )


def pauses_of(complaint: Complaint, cycle: int) -> list[Interval]:
    """Return the pauses of a cycle as intervals."""
    return [one.interval for one in Pause.objects.filter(complaint=complaint, cycle=cycle)]


def derive(complaint: Complaint, cycle: ComplaintCycle) -> dict[str, Any]:
    """Compute the due stamps of a complaint and its current cycle in memory; return the complaint's."""
    pauses = pauses_of(complaint, cycle.number) if cycle.has_paused else []
    clocks = clocks_in(complaint, cycle, pauses)
    dues = {clock.kind: clock.due for clock in clocks}
    first = next_due(clocks) if complaint.state not in ENDED else None
    complaint.next_clock = NextClock(first.kind.value).value if first else ""
    complaint.sort_due_at = first.due if first else NO_DUE
    if complaint.state == State.ANSWERED:
        promised = Remedy.objects.filter(
            complaint=complaint, cycle=cycle.number, status=RemedyStatus.PROMISED
        )
        due_on = promised.order_by("due_on").values_list("due_on", flat=True).first()
        if due_on is not None:
            complaint.next_clock, complaint.sort_due_at = NextClock.REMEDY, day_end(due_on)
    complaint.decision_due_at = dues.get(Kind.DECISION)
    cycle.acknowledge_due_at = dues.get(Kind.ACKNOWLEDGE)
    cycle.decision_due_at = dues.get(Kind.DECISION)
    cycle.acknowledge_seconds = seconds_used(clocks, Kind.ACKNOWLEDGE)
    cycle.decision_seconds = seconds_used(clocks, Kind.DECISION)
    running = [clock for clock in clocks if clock.completed_at is None]
    complaint.soon_at = min((clock.soon for clock in running), default=None) if first else None
    return {
        "next_clock": complaint.next_clock,
        "sort_due_at": complaint.sort_due_at,
        "decision_due_at": complaint.decision_due_at,
        "soon_at": complaint.soon_at,
        "waiting_until": complaint.waiting_until,
    }


def refresh_due(complaint: Complaint, cycle: ComplaintCycle) -> None:
    """Recompute the due stamps of a complaint and its current cycle, and save them."""
    Complaint.objects.filter(pk=complaint.pk).update(**derive(complaint, cycle))
    cycle.save()


def count_one_more(complaint: Complaint, *, now: datetime) -> None:
    """Add a complaint that was just recorded to what its account shows, without counting anew."""
    if complaint.account_id is None:
        return
    in_year = complaint.received_at >= day_start(year_start(local_date(now)))
    add_to_facts(
        complaint.account_id,
        now=now,
        open_complaints=1,
        complaints_12m=1 if in_year else 0,
        plain_complaints_12m=1 if in_year and not complaint.is_confidential else 0,
    )


def refresh_account_facts(account_id: int | None, *, now: datetime) -> None:
    """Recompute what an account shows about its complaints, from the complaints themselves."""
    if account_id is None:
        return
    locked = lock_account(account_id)  # of two who count at once the second sees what the first did
    since = day_start(year_start(local_date(now)))
    is_open, plain = Q(state__in=sorted(OPEN)), Q(is_confidential=False)
    in_year = Q(received_at__gte=since) & ~Q(state=State.DUPLICATE)
    facts = Complaint.objects.filter(account_id=account_id).aggregate(
        open_complaints=Count("pk", filter=is_open),
        open_critical_complaints=Count("pk", filter=is_open & Q(severity=Severity.CRITICAL)),
        complaints_12m=Count("pk", filter=in_year),
        plain_critical_complaints=Count(
            "pk", filter=plain & is_open & Q(severity=Severity.CRITICAL)
        ),
        plain_complaints_12m=Count("pk", filter=plain & in_year),
        last_complaint_closed_at=Max("closed_at"),
    )
    update_facts(account_id, now=now, locked=locked, **facts)
