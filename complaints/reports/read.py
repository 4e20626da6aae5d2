"""Reading the reports: counts by index ranges in one query, the times of one period in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, IntegerField, Q, QuerySet

from complaints.cases.figures import InTime
from complaints.cases.models import Complaint
from complaints.cases.querysets import ComplaintQuerySet
from complaints.reports import measures
from complaints.reports.ages import Band, bands, months
from complaints.reports.measures import COMPARABLE, TERMS, TOLD_ON, Seconds, Span, only
from complaints.reports.times import Handling, Round, handling
from crm.shared.counting import count_of, counts_of, scalars, total_of
from crm.shared.localtime import day_end, day_start, local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Stage
from customers.figures.slices import Slice

AMOUNT = DecimalField(max_digits=14, decimal_places=2)
ROUND = (
    "number", "acknowledge_seconds", "decision_seconds", "to_acknowledge", "to_answer", "to_end",
)  # fmt: skip


def complaints_of(part: Slice, user: Any) -> ComplaintQuerySet:
    """Return the complaints of a slice that a reader may see; without a segment also those of nobody."""
    found = Complaint.objects.visible_to(user)
    return found.filter(**{f"account__{name}": value for name, value in part.segment.items()})


def seen(rows: QuerySet, part: Slice, user: Any) -> QuerySet:
    """Keep the rounds or remedies of the slice's complaints that a reader may see."""
    if part.segment:
        return only(rows, complaints_of(part, user))
    return measures.seen_by(user, rows)


def rounds_of(part: Slice, user: Any, now: datetime) -> QuerySet:
    """Return the rounds that began in the period, with their calendar times in seconds."""
    span = Span(part.start, part.end, now)
    return seen(measures.begun(span), part, user).annotate(
        to_acknowledge=Seconds("started_at", "acknowledged_at"),
        to_answer=Seconds("started_at", "answered_at"),
        to_end=Seconds("started_at", "ended_at"),
    )


def as_round(row: tuple[Any, ...]) -> Round:
    """Return a round of a row of the columns `ROUND`."""
    number, *seconds = row
    return Round(number == 1, *seconds)


@dataclass(frozen=True)
class Ended:
    """How many terms of a clock were met, done late, or passed and still open."""

    met: int
    late: int
    overdue: int

    @property
    def figure(self) -> InTime:
        """Return met beside breached: late and overdue together."""
        return InTime(self.met, self.late + self.overdue)


@dataclass(frozen=True)
class Month:
    """Received and closed in one month of the period."""

    since: date
    until: date
    received: int
    closed: int


@dataclass(frozen=True)
class Overview:
    """Every figure of the first report."""

    received: int
    closed: int
    open: int
    customers: int
    finished: int
    came_back: int
    may_come_back: int
    comparable: int
    recurring: int
    told_on: int
    people_told: int
    pages: int
    pages_answered: int
    cost: Decimal
    costing: int
    terms: dict[str, Ended]
    updates_overdue: int
    ages: list[tuple[Band, int]]
    months: list[Month]
    times: Handling
    reopen_days: int


def overview(part: Slice, user: Any, now: datetime) -> Overview:
    """Read the figures of a slice in two queries."""
    return overviews([part], user, now)[0]


def overviews(parts: Sequence[Slice], user: Any, now: datetime) -> list[Overview]:
    """Read the figures of slices: the counts of all in one query, the times in one for each."""
    asked: dict[str, Any] = {}
    for place, part in enumerate(parts):
        named = _queries(part, user, now)
        for name, (rows, conditions) in _together(part, user, now).items():
            named[name] = counts_of(rows, *conditions.values())
        asked |= {f"s{place}_{name}": query for name, query in named.items()}
    found = scalars(user, **asked)
    return [
        _composed(
            part,
            user,
            now,
            {
                name.removeprefix(f"s{place}_"): value
                for name, value in found.items()
                if name.startswith(f"s{place}_")
            },
        )
        for place, part in enumerate(parts)
    ]


Counted = tuple[QuerySet, dict[str, Q]]


def _together(part: Slice, user: Any, now: datetime) -> dict[str, Counted]:
    """Return rows that are read once and counted several ways."""
    rows, span = complaints_of(part, user), Span(part.start, part.end, now)
    days = get_organisation().reopen_days
    young = max(span.start, day_start(local_date(now)) - timedelta(days=days))
    spans = [
        Span(day_start(first), day_end(last), now) for first, last in months(part.since, part.until)
    ]
    into = {f"in_{place}": month.holds("received_at") for place, month in enumerate(spans)}
    out = {f"out_{place}": month.holds("closed_at") for place, month in enumerate(spans)}
    told = {"told_on": TOLD_ON, "pages": ~Q(told_on_url="")}
    ages = {f"age_{place}": _aged(band) for place, band in enumerate(bands(local_date(now)))}
    late = Q(sort_due_at__lt=now, next_clock="update")
    found: dict[str, Counted] = {
        "all_received": (
            measures.received(rows, span),
            {"received": Q(), "comparable": COMPARABLE, **told, **into},
        ),
        "all_closed": (measures.closed(rows, span), {"closed": Q(), **out}),
        "all_open": (rows.open(), {"open": Q(), "updates_overdue": late, **ages}),
        "all_finished": (
            seen(measures.finished(span), part, user),
            {"finished": Q(), "may_come_back": Q(ended_at__gte=young)},
        ),
    }
    for name, term in TERMS.items():
        found[f"all_{name}"] = (
            seen(term.ended(span), part, user),
            {f"{name}_met": term.in_time, f"{name}_late": term.too_late},
        )
    return found


def _queries(part: Slice, user: Any, now: datetime) -> dict[str, Any]:
    """Return the other figures of a slice, a subquery each."""
    rows, span = complaints_of(part, user), Span(part.start, part.end, now)
    days = get_organisation().reopen_days
    told = measures.told_on(measures.received(rows, span))
    costs = measures.costs(rows, span)
    queries: dict[str, Any] = {
        "customers": count_of(part.accounts(user).filter(stage=Stage.CUSTOMER)),
        "came_back": count_of(seen(measures.came_back(span, days), part, user)),
        "recurring": count_of(measures.recurring(rows, span)),
        "people_told": total_of(told, F("told_on")),
        "pages_answered": count_of(told.exclude(told_on_url="").filter(public_reply__isnull=False)),
        "cost": total_of(costs, F("cost"), output_field=AMOUNT),
        "costing": total_of(
            costs.filter(cost__gt=0),
            F("complaint"),
            function="COUNT",
            template="%(function)s(DISTINCT %(expressions)s)",
            output_field=IntegerField(),
        ),
    }
    for name, term in TERMS.items():
        queries[f"{name}_overdue"] = count_of(seen(term.overdue(span), part, user))
    return queries


def _composed(part: Slice, user: Any, now: datetime, read: dict[str, Any]) -> Overview:
    """Read the times of a slice, and put them with its counts."""
    found = {name: value or 0 for name, value in read.items()}
    for name, (_rows, conditions) in _together(part, user, now).items():
        found |= zip(conditions, read[name] or [0] * len(conditions), strict=True)
    rounds = rounds_of(part, user, now).values_list(*ROUND)
    return Overview(
        **{name: found[name] for name in PLAIN},
        cost=Decimal(found["cost"]),
        terms={
            name: Ended(*(found[f"{name}_{end}"] for end in ("met", "late", "overdue")))
            for name in TERMS
        },
        ages=[(band, found[f"age_{place}"]) for place, band in enumerate(bands(local_date(now)))],
        months=[
            Month(first, last, found[f"in_{place}"], found[f"out_{place}"])
            for place, (first, last) in enumerate(months(part.since, part.until))
        ],
        times=handling(as_round(row) for row in rounds.iterator(chunk_size=5_000)),
        reopen_days=get_organisation().reopen_days,
    )


PLAIN = (
    "received", "closed", "open", "customers", "finished", "came_back", "may_come_back",
    "comparable", "recurring", "told_on", "people_told", "pages", "pages_answered", "costing",
    "updates_overdue",
)  # fmt: skip


def _aged(band: Band) -> Q:
    """Return the condition that a complaint has an age."""
    found = Q(received_at__lt=day_end(band.until))
    return found & Q(received_at__gte=day_start(band.since)) if band.since else found
