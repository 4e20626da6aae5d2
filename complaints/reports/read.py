"""Reading the reports: counts by index ranges in one query, the times of one period in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, QuerySet

from complaints.cases.figures import InTime
from complaints.cases.models import Complaint
from complaints.cases.querysets import ComplaintQuerySet
from complaints.reports import measures
from complaints.reports.ages import Band, bands, months
from complaints.reports.measures import TERMS, Seconds, Span, only
from complaints.reports.times import Handling, Round, handling
from crm.shared.counting import count_of, scalars, total_of
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


def rounds_of(part: Slice, complaints: QuerySet[Complaint], now: datetime) -> QuerySet:
    """Return the rounds that began in the period, with their calendar times in seconds."""
    span = Span(part.start, part.end, now)
    return only(measures.begun(span), complaints).annotate(
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
        asked |= {f"s{place}_{name}": query for name, query in named.items()}
    found = {name: value or 0 for name, value in scalars(user, **asked).items()}
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


def _queries(part: Slice, user: Any, now: datetime) -> dict[str, Any]:
    """Return the counts of a slice as subqueries."""
    rows, span = complaints_of(part, user), Span(part.start, part.end, now)
    days = get_organisation().reopen_days
    young = Span(max(span.start, day_start(local_date(now)) - timedelta(days=days)), span.end, now)
    mine = measures.received(rows, span)
    told = measures.told_on(mine)
    pages = told.exclude(told_on_url="")
    queries: dict[str, Any] = {
        "received": count_of(mine),
        "closed": count_of(measures.closed(rows, span)),
        "open": count_of(rows.open()),
        "customers": count_of(part.accounts(user).filter(stage=Stage.CUSTOMER)),
        "finished": count_of(only(measures.finished(span), rows)),
        "came_back": count_of(only(measures.came_back(span, days), rows)),
        "may_come_back": count_of(only(measures.finished(young), rows)),
        "comparable": count_of(measures.comparable(rows, span)),
        "recurring": count_of(measures.recurring(rows, span)),
        "told_on": count_of(told),
        "people_told": total_of(told, F("told_on")),
        "pages": count_of(pages),
        "pages_answered": count_of(pages.filter(public_reply__isnull=False)),
        "cost": total_of(measures.costs(rows, span), F("cost"), output_field=AMOUNT),
        "costing": count_of(measures.MEASURES["costing"].keep(rows, span, days)),
        "updates_overdue": count_of(rows.overdue(now).filter(next_clock="update")),
    }
    for name, term in TERMS.items():
        for end in ("met", "late", "overdue"):
            queries[f"{name}_{end}"] = count_of(only(getattr(term, end)(span), rows))
    for place, band in enumerate(bands(local_date(now))):
        queries[f"age_{place}"] = count_of(_aged(rows, band))
    for place, (first, last) in enumerate(months(part.since, part.until)):
        month = Span(day_start(first), day_end(last), now)
        queries[f"in_{place}"] = count_of(measures.received(rows, month))
        queries[f"out_{place}"] = count_of(measures.closed(rows, month))
    return queries


def _composed(part: Slice, user: Any, now: datetime, found: dict[str, Any]) -> Overview:
    """Read the times of a slice, and put them with its counts."""
    read = rounds_of(part, complaints_of(part, user), now).values_list(*ROUND)
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
        times=handling(as_round(row) for row in read.iterator(chunk_size=5_000)),
        reopen_days=get_organisation().reopen_days,
    )


PLAIN = (
    "received", "closed", "open", "customers", "finished", "came_back", "may_come_back",
    "comparable", "recurring", "told_on", "people_told", "pages", "pages_answered", "costing",
    "updates_overdue",
)  # fmt: skip


def _aged(rows: ComplaintQuerySet, band: Band) -> QuerySet:
    """Keep open complaints of an age."""
    found = rows.open().filter(received_at__lt=day_end(band.until))
    return found.filter(received_at__gte=day_start(band.since)) if band.since else found
