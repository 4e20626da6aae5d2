"""How long a promise of a type usually takes: the standard from the settings, and what it really took."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from crm.shared.numbers import as_decimal
from crm.shared.organisation.services import get_organisation
from crm.shared.organisation.worktime import WorkCalendar
from customers.promises.models import PromiseKind
from customers.promises.querysets import PromiseQuerySet

YEAR = timedelta(days=364)
READ = 1_000  # the latest delivered promises that are looked at


@dataclass(frozen=True)
class Term:
    """A type with its standard in working days, the day that gives, and the average of 12 months over n."""

    kind: PromiseKind
    standard: int | None
    due_on: date | None
    count: int
    mean: Decimal | None


def standard_days(kind: str) -> int | None:
    """Return the working days a type takes by the settings; None without a standard."""
    if kind == PromiseKind.OTHER:
        return None
    return getattr(get_organisation(), f"lead_days_{kind}") or None


def mean_days(took: list[int]) -> Decimal | None:
    """Return the mean number of working days, unrounded; None of nothing.

    >>> mean_days([1, 2, 2, 2])
    Decimal('1.75')
    """
    return as_decimal(sum(took)) / len(took) if took else None


def terms(promises: PromiseQuerySet, *, today: date, calendar: WorkCalendar) -> list[Term]:
    """Return every type with what it should take and took; one query, of at most `READ` promises."""
    took: dict[str, list[int]] = {}
    rows = promises.delivered().filter(promised_on__range=(today - YEAR, today))
    days: dict[tuple[date, date], int] = {}
    for kind, first, last in rows.order_by("-promised_on", "-pk").values_list(
        "kind", "promised_on", "delivered_on"
    )[:READ]:
        if (first, last) not in days:
            days[first, last] = calendar.business_days_between(first, last)
        took.setdefault(kind, []).append(days[first, last])
    found = []
    for kind in PromiseKind:
        standard = standard_days(kind)
        due_on = calendar.add_business_days(today, standard) if standard else None
        mine = took.get(kind, [])
        found.append(Term(kind, standard, due_on, len(mine), mean_days(mine)))
    return found


def term_of(found: list[Term], kind: Any) -> Term | None:
    """Return the term of a type."""
    return next((term for term in found if term.kind == kind), None)
