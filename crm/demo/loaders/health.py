"""Note the health each account had week by week, from the rows of the replay: a year of course to look at."""

from bisect import bisect_right
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from complaints.cases.models import Complaint
from crm.demo.history import History
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account
from customers.activities.models import Interaction
from customers.deals.models import Order
from customers.figures.health import Facts, facts_of
from customers.figures.history import is_worth_noting, point_of
from customers.figures.models import HealthPoint
from surveys.answers.models import Answer

WEEKS = 52
YEAR = timedelta(days=365)
Rows = dict[int, list[Any]]


def load(history: History) -> None:
    """Walk the last year week by week and keep a row where health changed enough."""
    spoken, scores, orders, complaints = _read()
    organisation, points = get_organisation(), []
    accounts = Account.objects.filter(created_at__lt=history.now - timedelta(days=7))
    moments = [history.now - timedelta(days=7 * weeks) for weeks in range(WEEKS, 0, -1)]
    for account in accounts:
        noted: Decimal | None = None
        band: str | None = None
        for now in moments:
            if account.created_at > now:
                continue
            account.last_contact_at = _latest(spoken[account.pk], now)
            facts = facts_of(account, organisation=organisation, now=now)
            facts = _as_of(facts, account.pk, now, (scores, orders, complaints))
            point = point_of(account.pk, facts, now=now)
            if is_worth_noting(noted, band, point.total, point.band):
                noted, band = point.total, point.band
                points.append(point)
    HealthPoint.objects.bulk_create(points, batch_size=500)


def _read() -> tuple[Rows, Rows, Rows, Rows]:
    """Read what health is made of, per account in order of time."""
    spoken, scores, orders, complaints = (defaultdict(list) for _ in range(4))
    made = Interaction.objects.contacts_made().order_by("happened_at")
    for pk, at in made.values_list("account", "happened_at"):
        spoken[pk].append(at)
    answers = Answer.objects.order_by("confirmed_at").exclude(account=None)
    for pk, at, score in answers.values_list("account", "confirmed_at", "score"):
        scores[pk].append((at, score))
    for pk, on, amount in Order.objects.values_list("account", "ordered_on", "amount"):
        orders[pk].append((on, amount))
    cases = Complaint.objects.exclude(account=None).exclude(state="duplicate")
    for pk, received, closed in cases.values_list("account", "received_at", "closed_at"):
        complaints[pk].append((received, closed))
    return spoken, scores, orders, complaints


def _latest(days: list[datetime], now: datetime) -> datetime | None:
    at = bisect_right(days, now)
    return days[at - 1] if at else None


def _as_of(facts: Facts, pk: int, now: datetime, rows: tuple[Rows, Rows, Rows]) -> Facts:
    """Return the facts as they stood at a moment; what holds health down then is not told by the rows."""
    scores, orders, complaints = (kind[pk] for kind in rows)
    today = local_date(now)
    last = [score for at, score in scores if at <= now]
    heard = [(at, closed) for at, closed in complaints if now - YEAR < at <= now]
    return Facts(
        last_score=last[-1] if last else None,
        complaints_12m=len(heard),
        open_complaints=sum(closed is None or closed > now for _at, closed in heard),
        rhythm_days=facts.rhythm_days,
        silent_days=facts.silent_days,
        never_contacted=facts.never_contacted,
        revenue_12m=sum((a for on, a in orders if today - YEAR < on <= today), Decimal(0)),
        revenue_previous_12m=sum(
            (a for on, a in orders if today - 2 * YEAR < on <= today - YEAR), Decimal(0)
        ),
    )
