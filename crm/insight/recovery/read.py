"""The scores before and after complaints, read with a fixed number of queries."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.decisions.models import Remedy
from crm.insight.period import Slice
from crm.insight.recovery.pairs import Pair, Recovery, recover
from surveys.answers.models import Answer

YEAR = timedelta(days=365)
FROM, UNTIL = timedelta(days=14), timedelta(days=31)  # 14 to 30 whole days after closing
MOST = 5_000  # complaints, and people of the comparison group, the newest first
Scores = dict[Any, list[tuple[datetime, int]]]


def _moment(path: str, shift: timedelta) -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef(path) + shift, output_field=DateTimeField())


def closed_complaints(part: Slice, user: Any) -> QuerySet:
    """Return the complaints closed in the period, of accounts in the slice."""
    earlier = Complaint.objects.counting().filter(
        ~Q(pk=OuterRef("pk")),
        account=OuterRef("account"),
        received_at__lt=OuterRef("received_at"),
        received_at__gte=_moment("received_at", -YEAR),
    )
    unsettled = Remedy.objects.filter(complaint=OuterRef("pk")).exclude(status="delivered")
    late = Q(cycles__decision_due_at__lt=F("cycles__answered_at"))
    return (
        Complaint.objects.visible_to(user)
        .filter(
            account__in=part.accounts(user).values("pk"),
            state=State.CLOSED,
            closed_at__gte=part.start,
            closed_at__lt=part.end,
        )
        .annotate(is_repeat=Exists(earlier), has_unsettled=Exists(unsettled))
        .annotate(was_late=Exists(Complaint.objects.filter(late, pk=OuterRef("pk"))))
        .order_by("-closed_at", "-pk")
    )


def _scores(part: Slice, user: Any) -> tuple[Scores, Scores]:
    """Read the scores of the accounts with a closed complaint, by person and by account, oldest first."""
    accounts = closed_complaints(part, user).order_by().values("account_id")
    rows = (
        Answer.objects.filter(
            account__in=accounts,
            confirmed_at__gte=part.start - 2 * YEAR,
            confirmed_at__lt=part.end + UNTIL,
        )
        .order_by("confirmed_at", "pk")
        .values_list("account_id", "contact_id", "confirmed_at", "score")
    )
    people: Scores = defaultdict(list)
    companies: Scores = defaultdict(list)
    for account, contact, at, score in rows.iterator(chunk_size=2000):
        companies[account].append((at, score))
        if contact:
            people[contact].append((at, score))
    return people, companies


def _last_before(scores: list[tuple[datetime, int]], at: datetime) -> int | None:
    place = bisect_left(scores, (at, -1)) - 1
    return scores[place][1] if place >= 0 and scores[place][0] >= at - YEAR else None


def _first_after(scores: list[tuple[datetime, int]], closed: datetime) -> int | None:
    place = bisect_right(scores, (closed + FROM, -1))
    return scores[place][1] if place < len(scores) and scores[place][0] < closed + UNTIL else None


def pairs_of(part: Slice, user: Any) -> tuple[list[Pair], int]:
    """Return the pairs of a period and the number of complaints closed in it; two queries."""
    people, companies = _scores(part, user)
    found, closed = [], 0
    rows = closed_complaints(part, user).values_list(
        "pk", "account_id", "contact_id", "received_at", "closed_at", "severity", "cycle",
        "is_repeat", "has_unsettled", "was_late", "is_imported",
    )[:MOST]  # fmt: skip
    for (pk, account, contact, received, ended, severity, cycle,
         repeat, unsettled, late, imported) in rows:  # fmt: skip
        closed += 1
        scores = people[contact] if contact and people[contact] else companies[account]
        before, after = _last_before(scores, received), _first_after(scores, ended)
        if before is None or after is None:
            continue
        well = not (unsettled or late or imported or cycle > 1)
        found.append(Pair(before, after, pk, severity, repeat, well, cycle > 1))
    return found, closed


def control_of(part: Slice, user: Any) -> list[tuple[int, int]]:
    """Return (before, after) of people whose account did not complain within a year of the second score; one query."""
    complained = Complaint.objects.counting().filter(
        account=OuterRef("account"),
        received_at__gt=_moment("confirmed_at", -YEAR),
        received_at__lt=_moment("confirmed_at", YEAR),
    )
    rows = (
        Answer.objects.filter(
            ~Exists(complained),
            account__in=part.accounts(user).values("pk"),
            previous_score__isnull=False,
            next_at=None,
        )
        .between(part.start, part.end)
        .order_by("-confirmed_at", "-pk")
    )
    return list(rows.values_list("previous_score", "score")[:MOST])


def read(part: Slice, user: Any) -> Recovery:
    """Read what service recovery shows in a slice; three queries."""
    pairs, closed = pairs_of(part, user)
    return recover(pairs, control_of(part, user), closed)
