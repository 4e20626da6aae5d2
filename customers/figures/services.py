"""Figures of the cycle from the database, and the health that changes as days pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from crm.shared.localtime import local_date
from customers.accounts.events import LifecycleEvent
from customers.accounts.facts import DERIVED, HEALTH_COLUMNS, health_values
from customers.accounts.models import Account, Stage
from customers.figures import cycle
from customers.figures.cycle import Event, Flow
from customers.figures.history import note_health

CHUNK = 500
EVENT_COLUMNS = ("account_id", "happened_on", "kind", "to_stage", "cycle", "initiator")


@dataclass(frozen=True)
class RingCounts:
    """How many accounts stand where on the ring; former customers are part of nobody else's count."""

    potential: int = 0
    customer: int = 0
    former: int = 0

    @property
    def total(self) -> int:
        """Return all accounts."""
        return self.potential + self.customer + self.former


def ring_counts(accounts: QuerySet[Account]) -> RingCounts:
    """Count accounts per arc: potential (never a customer), customer, former; one query.

    Each is the count of the accounts list with the filter of the same name.
    """
    left = Q(stage=Stage.FORMER) | Q(stage=Stage.POTENTIAL, is_former=True)
    counts = accounts.order_by().aggregate(
        potential=Count("pk", filter=Q(stage=Stage.POTENTIAL, is_former=False)),
        customer=Count("pk", filter=Q(stage=Stage.CUSTOMER)),
        former=Count("pk", filter=left),
    )
    return RingCounts(**counts)


def cycle_flow(accounts: QuerySet[Account], *, start: date, end: date) -> Flow:
    """Return who came, left and returned between two days, both included; three queries.

    Only accounts that moved since the period began are read; the others stand where they stood.
    """
    before = start - timedelta(days=1)
    since = LifecycleEvent.objects.filter(happened_on__gt=before).values("account_id")
    moved = accounts.order_by().filter(pk__in=since)
    events = LifecycleEvent.objects.filter(account__in=moved.values("pk")).order_by(
        "account_id", "pk"
    )
    now, moved_now = ring_counts(accounts), ring_counts(moved)
    still = Flow(
        start=now.customer - moved_now.customer,
        end=now.customer - moved_now.customer,
        former_start=now.former - moved_now.former,
    )
    rows = events.values_list(*EVENT_COLUMNS).iterator(chunk_size=2000)
    return cycle.measure((Event(*row) for row in rows), before=before, until=end, still=still)


def refresh_health_of_the_day(now: datetime, *, limit: int = 20_000) -> int:
    """Recompute and note the health and signs of accounts not looked at today, in chunks; return how many changed.

    Silence grows by the day, so health changes without anybody doing anything. Each account is done once
    a day; a run that was cut off goes on where it stopped.
    """
    today, changed, seen = local_date(now), 0, 0
    while seen < limit:
        ids = list(
            Account.objects.filter(figures_on__lt=today)
            .order_by("figures_on", "pk")
            .values_list("pk", flat=True)[:CHUNK]
        )
        if not ids:
            break
        changed += _refresh_chunk(ids, now=now, today=today)
        seen += len(ids)
    return changed


@transaction.atomic
def _refresh_chunk(ids: list[int], *, now: datetime, today: date) -> int:
    stale = list(stale_health(Account.objects.select_for_update().filter(pk__in=ids), now=now))
    Account.objects.bulk_update(stale, DERIVED, batch_size=CHUNK)
    note_health(ids, now=now)
    Account.objects.filter(pk__in=ids).update(figures_on=today)
    return len(stale)


def stale_health(accounts: QuerySet[Account], *, now: datetime) -> Iterator[Account]:
    """Yield accounts whose stored health or signs differ from fresh ones, with the fresh values set."""
    for account in accounts.only(*HEALTH_COLUMNS, *DERIVED):
        fresh = health_values(account, now=now)
        if fresh != {name: getattr(account, name) for name in DERIVED}:
            for name, value in fresh.items():
                setattr(account, name, value)
            yield account
