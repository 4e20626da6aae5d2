"""The history of health: which changes are worth a row, and the nightly notes (`domain.md` §10)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from crm.shared.localtime import local_date
from crm.shared.numbers import round_half_up
from crm.shared.organisation.services import get_organisation
from customers.accounts.facts import HEALTH_COLUMNS
from customers.accounts.models import Account
from customers.figures import health
from customers.figures.models import HealthPoint

WORTH_A_ROW = Decimal(1)  # points; a smaller change waits until it has grown, a new band does not


def is_worth_noting(
    noted: Decimal | None, noted_band: str | None, total: Decimal, band: str
) -> bool:
    """Say whether health differs enough from what was noted last: another band, or a point or more."""
    if noted is None:
        return True
    return band != noted_band or abs(total - noted) >= WORTH_A_ROW


def point_of(account_id: int, facts: health.Facts, *, now: datetime) -> HealthPoint:
    """Return an unsaved row for the health that follows from these facts."""
    values = health.values_of(facts)
    capped = health.is_capped(facts)
    total, band = health.combine(values, capped=capped)
    components = {key: int(round_half_up(value)) for key, value in values.items()}
    return HealthPoint(
        account_id=account_id,
        day=local_date(now),
        total=round_half_up(total, 3),
        band=band,
        capped=capped,
        **components,
    )


def note_health(account_ids: Sequence[int], *, now: datetime) -> int:
    """Note the health of accounts where it changed enough since it was noted last; return how many.

    Two queries for a chunk. A second call on the same day adds nothing: one row per account and day.
    """
    last = HealthPoint.objects.filter(account=OuterRef("pk")).order_by("-day")
    accounts = (
        Account.objects.filter(pk__in=account_ids)
        .annotate(
            noted=Subquery(last.values("total")[:1]),
            noted_band=Subquery(last.values("band")[:1]),
            noted_on=Subquery(last.values("day")[:1]),
        )
        .only(*HEALTH_COLUMNS)
    )
    organisation, today = get_organisation(), local_date(now)
    points = [
        point
        for account in accounts
        if account.noted_on is None or account.noted_on < today
        if (point := _point_worth_noting(account, organisation, now)) is not None
    ]
    HealthPoint.objects.bulk_create(points, ignore_conflicts=True, batch_size=500)
    return len(points)


def _point_worth_noting(account: Any, organisation: Any, now: datetime) -> HealthPoint | None:
    facts = health.facts_of(account, organisation=organisation, now=now)
    point = point_of(account.pk, facts, now=now)
    worth = is_worth_noting(account.noted, account.noted_band, point.total, point.band)
    return point if worth else None
