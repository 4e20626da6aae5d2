"""The scores, words and orders around complaints, read with a fixed number of queries."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Sum

from complaints.cases.models import Complaint
from complaints.cases.workflow import State
from complaints.decisions.models import Remedy
from crm.insight.period import Slice
from crm.insight.recovery import buying
from crm.insight.recovery.handling import Said
from crm.insight.recovery.pairs import Missing, Pair, Recovery, missing, recover
from crm.shared.localtime import day_end, day_start, local_date
from customers.accounts.models import Account
from customers.deals.models import Order
from surveys.answers.models import Answer
from surveys.handling.models import Handling

YEAR = timedelta(days=365)
FROM, UNTIL = timedelta(days=14), timedelta(days=31)  # 14 to 30 whole days after closing
MOST = 5_000  # complaints, and people of the comparison group, the newest first
MOST_BUYERS = 1_000  # complaints whose orders are looked at, the newest first
Scores = dict[Any, list[tuple[datetime, int]]]


@dataclass(frozen=True, slots=True)
class Case:
    """One closed complaint with the scores around it, and how it went."""

    complaint: int
    number: str
    account: int
    name: str
    account_class: str
    received_at: datetime
    closed_at: datetime
    severity: int | None
    is_repeat: bool
    is_well_handled: bool
    was_reopened: bool
    before: int | None
    after: int | None
    missing: Missing | None

    @property
    def change(self) -> int | None:
        """Return the points gained (or lost); None without a pair."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def turn(self) -> buying.Turn:
        """Return the stretches in which its orders are compared."""
        return buying.Turn(
            self.account,
            self.account_class,
            local_date(self.received_at),
            local_date(self.closed_at),
            self.complaint,
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """Somebody of the comparison group: two scores without a complaint."""

    answer: int
    account: int
    name: str
    confirmed_at: datetime
    before: int
    after: int


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


def cases_of(part: Slice, user: Any, now: datetime) -> list[Case]:
    """Return the closed complaints of a period with the scores around them, newest first; two queries."""
    people, companies = _scores(part, user)
    found = []
    rows = closed_complaints(part, user).values_list(
        "pk", "number", "account_id", "account__name", "account__account_class", "contact_id",
        "received_at", "closed_at", "severity", "cycle", "is_repeat", "has_unsettled", "was_late",
        "is_imported",
    )[:MOST]  # fmt: skip
    for (pk, number, account, name, account_class, contact, received, ended, severity, cycle,
         repeat, unsettled, late, imported) in rows:  # fmt: skip
        scores = people[contact] if contact and people[contact] else companies[account]
        before, after = _last_before(scores, received), _first_after(scores, ended)
        found.append(
            Case(
                complaint=pk,
                number=number,
                account=account,
                name=name,
                account_class=account_class or "",
                received_at=received,
                closed_at=ended,
                severity=severity,
                is_repeat=repeat,
                is_well_handled=not (unsettled or late or imported or cycle > 1),
                was_reopened=cycle > 1,
                before=before,
                after=after,
                missing=missing(before, after, is_over=ended + UNTIL <= now),
            )
        )
    return found


def pairs_of(cases: Sequence[Case]) -> list[Pair]:
    """Return the pairs among the cases."""
    return [
        Pair(
            case.before,
            case.after,
            case.complaint,
            case.severity,
            case.is_repeat,
            case.is_well_handled,
            case.was_reopened,
        )
        for case in cases
        if case.before is not None and case.after is not None
    ]


def control_of(part: Slice, user: Any) -> list[Compared]:
    """Return people whose account did not complain within a year of the second score; one query."""
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
    columns = ("pk", "account_id", "account__name", "confirmed_at", "previous_score", "score")
    return [Compared(*row) for row in rows.values_list(*columns)[:MOST]]


def recovery_of(cases: Sequence[Case], control: Sequence[Compared]) -> Recovery:
    """Compute what service recovery shows."""
    compared = [(one.before, one.after) for one in control]
    return recover(pairs_of(cases), compared, len(cases))


def said_of(cases: Sequence[Case], user: Any) -> list[Said]:
    """Return what customers said of the handling of these cases, the last cycle of each; one query."""
    known = {case.complaint: case for case in cases}
    if not known:
        return []
    rows = (
        Handling.objects.visible_to(user)
        .filter(complaint__gte=min(known), complaint__lte=max(known))
        .order_by("cycle")
        .values_list(
            "complaint", "answer_id", "answer__score", "solved", "outcome", "process", "treatment"
        )
    )
    last = {row[0]: row for row in rows.iterator(chunk_size=2000) if row[0] in known}
    found = []
    for pk, case in known.items():
        if pk in last:
            _pk, answer, score, solved, outcome, process, treatment = last[pk]
            found.append(Said(pk, answer, score, solved, outcome, process, treatment, case))
    return found


def _quiet(part: Slice, user: Any, turns: Sequence[buying.Turn]) -> list[tuple[int, str, Any]]:
    """Read accounts of the same classes that did not complain in these months, in the order of their names."""
    complained = Complaint.objects.counting().filter(
        account=OuterRef("pk"),
        received_at__gte=day_start(min(turn.before[0] for turn in turns)),
        received_at__lt=day_end(max(turn.after[1] for turn in turns)),
    )
    rows = part.accounts(user).filter(
        ~Exists(complained),
        account_class__in={turn.account_class for turn in turns},
        customer_since__lte=max(turn.failed_on for turn in turns),
    )
    columns = ("pk", "account_class", "customer_since")
    return list(rows.order_by("name_key", "pk").values_list(*columns)[: MOST_BUYERS * 3])


def _bought(turns: Sequence[buying.Turn]) -> list[buying.Bought]:
    """Read what the accounts ordered in both stretches; one query."""
    if not turns:
        return []
    orders: dict[int, list[tuple[Any, Decimal]]] = defaultdict(list)
    rows = (
        Order.objects.filter(
            account__in={turn.account for turn in turns},
            ordered_on__gte=min(turn.before[0] for turn in turns),
            ordered_on__lte=max(turn.after[1] for turn in turns),
        )
        .order_by()
        .values_list("account_id", "ordered_on")
        .annotate(total=Sum("amount"))
    )
    for account, day, total in rows:
        orders[account].append((day, total))

    def within(turn: buying.Turn, days: buying.Days) -> Decimal:
        return sum(
            (total for day, total in orders[turn.account] if days[0] <= day <= days[1]), Decimal()
        )

    return [
        buying.Bought(turn, within(turn, turn.before), within(turn, turn.after)) for turn in turns
    ]


def buying_of(part: Slice, user: Any, cases: Sequence[Case], now: datetime) -> buying.Buying:
    """Compare what accounts ordered before and after their complaint with others; two queries."""
    turns, pending, again = buying.one_each(
        (case.turn for case in cases[:MOST_BUYERS]), local_date(now)
    )
    if not turns:
        return buying.compare([], [], pending, again)
    quiet = buying.match(turns, _quiet(part, user, turns))
    bought = _bought([*turns, *quiet])
    return buying.compare(bought[: len(turns)], bought[len(turns) :], pending, again)


def names_of(accounts: set[int], user: Any) -> dict[int, str]:
    """Return the names of accounts a reader may see; one query."""
    rows = Account.objects.visible_to(user).filter(pk__in=accounts)
    return dict(rows.values_list("pk", "name"))
