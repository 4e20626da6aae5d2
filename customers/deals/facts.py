"""What deals and orders write on the account: open deals, and the revenue of two years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from crm.shared.localtime import local_date
from customers.accounts.facts import DERIVED, health_values, lock_account, update_facts
from customers.accounts.models import Account
from customers.deals.models import Deal, Order

SLIDE_DAYS = 31  # how far back a late housekeeping run catches up
CHUNK = 500
SALES_FACTS = ("open_deals", "open_deal_amount", "revenue_12m", "revenue_previous_12m")


@dataclass(frozen=True)
class RevenueYears:
    """The two windows of revenue; a window holds the days after its start up to its end."""

    today: date

    @property
    def start(self) -> date:
        """Return the last day before the last 12 months."""
        return _a_year_before(self.today)

    @property
    def first_day(self) -> date:
        """Return the first day of the last 12 months."""
        return self.start + timedelta(days=1)

    @property
    def previous_start(self) -> date:
        """Return the last day before the 12 months before those."""
        return _a_year_before(self.start)

    @property
    def current(self) -> Q:
        """Return the condition of the last 12 months on `ordered_on`."""
        return Q(ordered_on__gt=self.start, ordered_on__lte=self.today)

    @property
    def previous(self) -> Q:
        """Return the condition of the 12 months before those."""
        return Q(ordered_on__gt=self.previous_start, ordered_on__lte=self.start)


def _a_year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def refresh_deals(account_id: int, *, now: datetime) -> None:
    """Write number and amount of an account's open deals."""
    lock_account(account_id)
    sums = (
        Deal.objects.open().filter(account_id=account_id).aggregate(n=Count("pk"), a=Sum("amount"))
    )
    update_facts(
        account_id, now=now, open_deals=sums["n"], open_deal_amount=sums["a"] or Decimal(0)
    )


def _revenue(account_ids: Iterable[int], today: date) -> dict[int, tuple[Decimal, Decimal]]:
    """Return the revenue of both windows per account; accounts without orders are left out."""
    years = RevenueYears(today)
    rows = (
        Order.objects.filter(account__in=account_ids, ordered_on__gt=years.previous_start)
        .order_by()
        .values("account_id")
        .annotate(
            now=Sum("amount", filter=years.current), before=Sum("amount", filter=years.previous)
        )
    )
    return {r["account_id"]: (r["now"] or Decimal(0), r["before"] or Decimal(0)) for r in rows}


def refresh_revenue(account_id: int, *, now: datetime) -> None:
    """Write an account's revenue of the last 12 months and of the 12 before."""
    lock_account(account_id)
    zero = (Decimal(0), Decimal(0))
    current, previous = _revenue([account_id], local_date(now)).get(account_id, zero)
    update_facts(account_id, now=now, revenue_12m=current, revenue_previous_12m=previous)


def refresh_sales(account_ids: Iterable[int], *, now: datetime) -> None:
    """Write all facts of deals and orders of many accounts, with their health; used by imports.

    Call it in the transaction of the import; it locks the accounts.
    """
    ids = sorted(set(account_ids))
    for start in range(0, len(ids), CHUNK):
        _refresh_chunk(ids[start : start + CHUNK], now)


def _refresh_chunk(ids: list[int], now: datetime) -> None:
    accounts = list(Account.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    running = {
        row["account_id"]: row
        for row in Deal.objects.open()
        .filter(account__in=ids)
        .order_by()
        .values("account_id")
        .annotate(n=Count("pk"), a=Sum("amount"))
    }
    revenue = _revenue(ids, local_date(now))
    zero = (Decimal(0), Decimal(0))
    for account in accounts:
        row: Any = running.get(account.pk, {"n": 0, "a": Decimal(0)})
        account.open_deals, account.open_deal_amount = row["n"], row["a"] or Decimal(0)
        account.revenue_12m, account.revenue_previous_12m = revenue.get(account.pk, zero)
        for column, value in health_values(account, now=now).items():
            setattr(account, column, value)
    Account.objects.bulk_update(accounts, [*SALES_FACTS, *DERIVED], batch_size=100)


def slide_revenue(now: datetime) -> int:
    """Move orders out of the windows as days pass; return how many accounts changed."""
    years = RevenueYears(local_date(now))
    slid = Q()
    for edge in (years.start, years.previous_start):
        slid |= Q(ordered_on__lte=edge, ordered_on__gt=edge - timedelta(days=SLIDE_DAYS))
    ids = list(
        Order.objects.filter(slid).order_by().values_list("account_id", flat=True).distinct()
    )
    return sum(_slide(ids[i : i + CHUNK], years.today, now) for i in range(0, len(ids), CHUNK))


def _slide(account_ids: list[int], today: date, now: datetime) -> int:
    """Refresh those accounts whose stored revenue differs from a fresh computation."""
    fresh = _revenue(account_ids, today)
    zero = (Decimal(0), Decimal(0))
    stored: Any = Account.objects.filter(pk__in=account_ids).values_list(
        "pk", "revenue_12m", "revenue_previous_12m"
    )
    stale = [pk for pk, *values in stored if tuple(values) != fresh.get(pk, zero)]
    for account_id in stale:
        refresh_revenue(account_id, now=now)
    return len(stale)
