"""The cycle of a part of the company from its lifecycle events, counted in the database.

Every figure of the cycle page is computed here, in a fixed number of queries; the page, its CSV files and the lists
behind the figures all read the same annotations.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from crm.insight.cycle.paths import CUSTOMER, LEFT, NEW, POTENTIAL, Path
from crm.shared.counting import count_of
from customers.accounts.events import EventKind, LifecycleEvent
from customers.accounts.models import Account, Stage
from customers.figures.cycle import standing

PURCHASES = ("first_purchase", "won_back")
MONTH = 3044  # hundredths of a day, 365.28 days a year
DIMENSIONS = {
    "owner": "owner",
    "team": "team",
    "class": "account_class",
    "sector": "sector",
    "source": "source",
}


class Days(Func):
    """Counts the days from the second date to the first."""

    output_field = IntegerField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Subtract Julian days."""
        template, joiner = "CAST(julianday(%(expressions)s) AS INTEGER)", ") - julianday("
        return self.as_sql(compiler, connection, template=template, arg_joiner=joiner, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Subtract dates."""
        template = "(%(expressions)s)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" - ", **extra)


class Year(Func):
    """Returns the year of a date, without a call from the database back into Python."""

    output_field = IntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Cut the first four figures of a date written as text."""
        template = "CAST(substr(%(expressions)s, 1, 4) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Extract it."""
        template = "EXTRACT(YEAR FROM %(expressions)s)::integer"
        return self.as_sql(compiler, connection, template=template, **extra)


class _Row(NamedTuple):
    pk: int
    account_id: int
    happened_on: date
    kind: str
    to_stage: str


def undone(since: date, until: date) -> set[int]:
    """Return the purchases and ends of a period that a correction inside it took back; one query.

    Only accounts with a correction are read: a manager makes them one by one.
    """
    corrected = LifecycleEvent.objects.filter(
        kind=EventKind.CORRECTION, happened_on__range=(since, until)
    )
    rows = LifecycleEvent.objects.filter(
        account__in=corrected.values("account_id"), happened_on__range=(since, until)
    ).order_by("account_id", "pk")
    found: set[int] = set()
    named = (_Row(*row) for row in rows.values_list(*_Row._fields))
    for _account, group in groupby(named, key=lambda row: row.account_id):
        events = list(group)
        kept = {row.pk for row in standing(events)}
        found |= {r.pk for r in events if r.kind != EventKind.CORRECTION and r.pk not in kept}
    return found


def standing_events(since: date, until: date, taken_back: set[int]) -> QuerySet[LifecycleEvent]:
    """Return the events of a period that no correction took back."""
    found = LifecycleEvent.objects.filter(happened_on__range=(since, until)).order_by()
    return found.exclude(pk__in=taken_back) if taken_back else found


def mark_of(stage: str, is_former: bool) -> str:
    """Return where an account in this stage stands: `mark_now` of a row that was read."""
    if stage == Stage.CUSTOMER:
        return CUSTOMER
    return POTENTIAL if stage == Stage.POTENTIAL and not is_former else LEFT


def mark_now() -> Case:
    """Return where an account stands today."""
    return Case(
        When(stage=Stage.CUSTOMER, then=Value(CUSTOMER)),
        When(stage=Stage.POTENTIAL, is_former=False, then=Value(POTENTIAL)),
        default=Value(LEFT),
        output_field=CharField(),
    )


def _mark_on(day: date) -> Coalesce:
    """Return where an account stood at the end of a day: where the last of its events by then left it."""
    last = LifecycleEvent.objects.filter(account=OuterRef("pk"), happened_on__lte=day)
    mark = Case(
        When(to_stage=Stage.CUSTOMER, then=Value(CUSTOMER)),
        When(to_stage=Stage.POTENTIAL, cycle=1, then=Value(POTENTIAL)),
        default=Value(LEFT),
        output_field=CharField(),
    )
    return Coalesce(
        Subquery(last.order_by("-pk").annotate(mark=mark).values("mark")[:1]), Value(NEW)
    )


def moved_since(day: date) -> QuerySet[LifecycleEvent]:
    """Return the events after a day; the accounts without any stand where they stood."""
    return LifecycleEvent.objects.filter(kind__in=EventKind.values, happened_on__gt=day).order_by()


def with_paths(
    accounts: QuerySet[Account],
    since: date,
    until: date,
    events: QuerySet[LifecycleEvent],
    *,
    today: date,
) -> QuerySet[Account]:
    """Annotate accounts that moved since the day before with their path through a period.

    `start` and `end` are marks, a period up to today ends where they stand now; `new`, `back`, `ends` count the
    standing moves; `first_end` says who ended it first.
    """
    own = events.filter(account=OuterRef("pk"))
    first = own.filter(kind=EventKind.ENDED).order_by("pk").values("initiator")[:1]
    return accounts.annotate(
        start=_mark_on(since - timedelta(days=1)),
        end=mark_now() if until >= today else _mark_on(until),
        new=count_of(own.filter(kind=EventKind.FIRST_PURCHASE)),
        back=count_of(own.filter(kind=EventKind.WON_BACK)),
        ends=count_of(own.filter(kind=EventKind.ENDED)),
        first_end=Coalesce(Subquery(first), Value("")),
    )


def with_marks(accounts: QuerySet[Account], since: date, until: date) -> QuerySet[Account]:
    """Annotate any accounts with their marks at both ends of a period, moved or not; for the lists behind figures."""
    before = since - timedelta(days=1)
    moved = Exists(moved_since(before).filter(account=OuterRef("pk")))
    now = mark_now()
    return accounts.annotate(
        start=Case(When(moved, then=_mark_on(before)), default=now, output_field=CharField()),
        end=Case(When(moved, then=_mark_on(until)), default=now, output_field=CharField()),
    )


@dataclass(frozen=True)
class Standing:
    """How many accounts of a group stand where today, in which lap."""

    group: Any
    mark: str
    cycle: int
    count: int


def standings(accounts: QuerySet[Account], dimension: str) -> list[Standing]:
    """Count accounts by group, mark and lap; one query, answered in order from one index (`customers_account_ring`)."""
    among = list(DIMENSIONS)[: list(DIMENSIONS).index(dimension) + 1]
    rows = (
        accounts.order_by()
        .values_list("stage", "is_former", "cycle", *(DIMENSIONS[name] for name in among))
        .annotate(n=Count("pk"))
    )
    counts: Counter[tuple[Any, str, int]] = Counter()
    for stage, is_former, cycle, *keys, count in rows:
        counts[keys[-1], mark_of(stage, is_former), cycle] += count
    return [Standing(*key, count) for key, count in counts.items()]


def paths(
    accounts: QuerySet[Account],
    since: date,
    until: date,
    *,
    today: date,
    dimension: str,
    now: list[Standing],
    taken_back: set[int],
) -> list[Path]:
    """Return every account's path through a period, counted per group; one query over those that moved.

    The others stand where they stand today: `now` less those that moved.
    """
    before, group = since - timedelta(days=1), DIMENSIONS[dimension]
    events = standing_events(since, until, taken_back)
    moved = accounts.order_by().filter(pk__in=moved_since(before).values("account_id"))
    rows = (
        with_paths(moved, since, until, events, today=today)
        .annotate(mark=mark_now())
        .values_list(group, "mark", "start", "end", "new", "back", "ends", "first_end")
        .annotate(n=Count("pk"))
    )
    still: dict[tuple[Any, str], int] = {}
    for standing_ in now:
        key = (standing_.group, standing_.mark)
        still[key] = still.get(key, 0) + standing_.count
    found = []
    for key, mark, start, end, new, back, ends, first_end, count in rows:
        still[key, mark] = still.get((key, mark), 0) - count
        found.append(Path(key, start, end, new, back, ends, first_end == "supplier", count))
    found += [Path(key, m, m, 0, 0, 0, False, n) for (key, m), n in still.items() if n]
    return found


@dataclass(frozen=True)
class Moves:
    """How many standing moves of one kind there were; ends by reason and by who ended it.

    `days` is how long the stay it finished lasted, None for a move that finishes none.
    """

    kind: str
    reason: str
    initiator: str
    days: int | None
    count: int


def moves(accounts: QuerySet[Account], events: QuerySet[LifecycleEvent]) -> list[Moves]:
    """Count the standing moves of a period and the stays they finished; one query.

    A first purchase ends the time as potential customer, an end the time as customer, a win-back the time away.
    A date before the beginning (a history typed in later) counts as 0 days.
    """
    begun = LifecycleEvent.objects.filter(account=OuterRef("account_id"), pk__lt=OuterRef("pk"))
    within = begun.filter(cycle=OuterRef("cycle"), to_stage=Stage.CUSTOMER)
    left = begun.filter(
        kind=EventKind.ENDED,
        cycle__lt=OuterRef("cycle"),
        happened_on__lte=OuterRef("happened_on"),
    )
    beginnings = {
        EventKind.FIRST_PURCHASE: begun.order_by("pk"),
        EventKind.ENDED: within.order_by("-pk"),
        EventKind.WON_BACK: left.order_by("-happened_on"),
    }
    began = Case(
        *(
            When(kind=kind, then=Subquery(before.values("happened_on")[:1]))
            for kind, before in beginnings.items()
        ),
        output_field=DateField(),
    )
    rows = (
        events.filter(Exists(accounts.order_by().filter(pk=OuterRef("account_id"))))
        .annotate(days=Days(F("happened_on"), began))
        .values_list("kind", "reason", "initiator", "days")
        .annotate(n=Count("pk"))
    )
    return [
        Moves(kind, reason, initiator, None if days is None else max(days, 0), count)
        for kind, reason, initiator, days, count in rows
    ]


def stays(found: list[Moves]) -> dict[str, dict[int, int]]:
    """Return per mark how many stays of how many days these moves finished."""
    marks = {
        EventKind.FIRST_PURCHASE: POTENTIAL,
        EventKind.ENDED: CUSTOMER,
        EventKind.WON_BACK: LEFT,
    }
    lengths: dict[str, Counter[int]] = {mark: Counter() for mark in marks.values()}
    for move in found:
        if move.days is not None:
            lengths[marks[EventKind(move.kind)]][move.days] += move.count
    return {mark: dict(days) for mark, days in lengths.items()}


@dataclass(frozen=True)
class Lasted:
    """How many became a customer in `year` and stayed for `months` full months; `gone` or still there today."""

    year: int
    months: int
    gone: bool
    count: int


def with_end(
    entries: QuerySet[LifecycleEvent], since: date, today: date, taken_back: set[int]
) -> QuerySet[LifecycleEvent]:
    """Annotate the moves that made customers with the day their stay ended (`left_on`), NULL while it goes on."""
    left = standing_events(since, today, taken_back).filter(
        account=OuterRef("account_id"), pk__gt=OuterRef("pk")
    )
    left = left.exclude(to_stage=Stage.CUSTOMER).order_by("pk")
    return entries.annotate(left_on=Subquery(left.values("happened_on")[:1]))


def lasted(accounts: QuerySet[Account], first_year: int, today: date) -> list[Lasted]:
    """Return how long customers stayed, by year of entry; three queries.

    Each purchase that made a customer and still stands today opens a stay; the next standing event that is not a
    customer's closes it. Customers in their first lap whom nobody corrected have made one such move: the account
    tells its day (`customer_since`), and only of the others the history is read.
    """
    began_on, taken_back = date(first_year, 1, 1), undone(date(first_year, 1, 1), today)
    corrections = LifecycleEvent.objects.filter(kind=EventKind.CORRECTION).order_by()
    corrected = corrections.values("account_id")
    first_lap = accounts.order_by().filter(stage=Stage.CUSTOMER, cycle=1)
    steady = first_lap.filter(customer_since__range=(began_on, today)).exclude(pk__in=corrected)
    counts: Counter[tuple[int, int, bool]] = Counter()
    for day, count in steady.values_list("customer_since").annotate(n=Count("pk")):
        counts[day.year, (today - day).days * 100 // MONTH, False] += count

    turned = accounts.order_by().filter(
        Q(stage=Stage.FORMER) | Q(cycle__gt=1) | Q(pk__in=corrected)
    )
    entries = standing_events(began_on, today, taken_back).filter(
        kind__in=PURCHASES, account__in=turned.values("pk")
    )
    days = Days(Coalesce(F("left_on"), Value(today)), F("happened_on"))
    months = ExpressionWrapper(Greatest(days, 0) * 100 / MONTH, output_field=IntegerField())
    rows = (
        with_end(entries, began_on, today, taken_back)
        .annotate(year=Year("happened_on"), months=months)
        .annotate(gone=Case(When(left_on__isnull=True, then=Value(0)), default=Value(1)))
        .values_list("year", "months", "gone")
        .annotate(n=Count("pk"))
    )
    for year, lasting, gone, count in rows:
        counts[year, lasting, bool(gone)] += count
    return [Lasted(*key, count) for key, count in counts.items()]
