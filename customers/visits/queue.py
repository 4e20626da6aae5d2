"""Which visits are due, the most urgent first: days overdue × weight of the class.

The order depends on the day, so no index holds it. Inside a class it is the order of the day the rhythm counts
from, which an index does hold: a page is merged from the heads of three walks, at any number of accounts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account, AccountClass
from customers.accounts.querysets import AccountQuerySet
from customers.accounts.rhythm import CLASS_WEIGHTS, interval_days, urgency, visit_due_on

PAGE = 50


@dataclass(frozen=True)
class Due:
    """An account whose visit is due, since when, and how urgent it is."""

    account: Account
    due_on: date
    urgency: int

    @property
    def position(self) -> str:
        """Return where the next page goes on, as it stands in the address."""
        return f"{self.urgency}-{self.account.pk}"


@dataclass(frozen=True)
class DuePage:
    """A page of the queue; `more` is the position where the next one starts, empty on the last."""

    rows: list[Due]
    more: str


def visits_a_year() -> dict[str, int]:
    """Return the visits per year of each class, from the settings."""
    organisation = get_organisation()
    return {
        AccountClass.A: organisation.visits_a_year,
        AccountClass.B: organisation.visits_b_year,
        AccountClass.C: organisation.visits_c_year,
    }


def intervals(yearly: dict[str, int]) -> dict[str, int]:
    """Return the days between two visits of each class that has a rhythm."""
    found = {str(grade): interval_days(number) for grade, number in yearly.items()}
    return {grade: days for grade, days in found.items() if days is not None}


def due_q(today: date) -> Q:
    """Return the condition of accounts whose visit is due and not planned yet."""
    found = Q(pk__in=[])
    for grade, days in intervals(visits_a_year()).items():
        found |= Q(account_class=grade, visits_from__lte=today - timedelta(days=days))
    return found & WAITING


WAITING = Q(planned_visit_on__isnull=True, do_not_pursue=False) & ~Q(stage="former")


def keeps_rhythm(account: Account) -> bool:
    """Say whether an account is visited by the rhythm of its class: not one to leave in peace, or who rests."""
    return not account.do_not_pursue and account.stage != "former"


def _after(grade: str, days: int, position: tuple[int, int], today: date) -> Q:
    """Return the condition of what comes after a position within a class."""
    score, pk = position
    whole, rest = divmod(score, CLASS_WEIGHTS[grade])
    counted_from = today - timedelta(days=days + whole)
    if rest:
        return Q(visits_from__gte=counted_from)
    return Q(visits_from__gt=counted_from) | Q(visits_from=counted_from, pk__gt=pk)


def read_position(text: str) -> tuple[int, int] | None:
    """Read a position from the address; nonsense is none."""
    parts = text.split("-")
    if len(parts) != 2 or not all(p.isascii() and p.isdigit() and len(p) < 8 for p in parts):
        return None
    return int(parts[0]), int(parts[1])


def read(
    accounts: AccountQuerySet, *, today: date, after: tuple[int, int] | None = None,
    limit: int = PAGE,
) -> DuePage:  # fmt: skip
    """Return a page of the queue; two queries whatever there is."""
    walks: list[QuerySet] = []
    yearly = visits_a_year()
    for grade, days in intervals(yearly).items():
        rows = accounts.filter(
            WAITING, account_class=grade, visits_from__lte=today - timedelta(days=days)
        )
        if after is not None:
            rows = rows.filter(_after(grade, days, after, today))
        head = rows.order_by("visits_from", "pk").values("pk")[: limit + 1]
        walks.append(Account.objects.filter(pk__in=head).order_by().values_list("pk", flat=True))
    if not walks:
        return DuePage([], "")
    keys = list(walks[0].union(*walks[1:], all=True)) if walks[1:] else list(walks[0])
    found = [
        _due(a, yearly[a.account_class], today)
        for a in accounts.filter(pk__in=keys).select_related("owner")
    ]
    found.sort(key=lambda due: (-due.urgency, due.account.pk))
    page = found[:limit]
    return DuePage(page, page[-1].position if len(found) > limit else "")


def _due(account: Account, visits: int, today: date) -> Due:
    due_on = visit_due_on(account.visits_from, visits)
    return Due(account, due_on, urgency(due_on, account.account_class, today))
