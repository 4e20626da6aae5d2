"""Everything Home shows, read with a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crm.dashboard.home import figures
from crm.dashboard.home.items import time_left, work_items
from crm.dashboard.home.scope import People
from crm.dashboard.home.work import Day, Group, WorkItem, my_day
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account
from customers.deals.models import Deal
from customers.pipelines.choices import quiet_limits
from customers.promises.reminders import next_working_day
from surveys.answers.models import Answer

PORTFOLIO = 10
HEARD = 4
MOVES = 5
QUIET = 5


@dataclass(frozen=True)
class Row:
    """An item with its clock, as the page shows it."""

    item: WorkItem
    state: str
    words: str


@dataclass(frozen=True)
class HomePage:
    """The rows behind Home."""

    days: list[tuple[Group, list[Row]]]
    figures: figures.Figures
    portfolio: list[Account]
    moves: list[LifecycleEvent]
    heard: list[Answer]
    quiet: list[Deal]
    late: int
    today: int

    @property
    def now_count(self) -> int:
        """Return how many things are late or due today."""
        return self.late + self.today


def rows_of(days: list[Day], now: datetime) -> list[tuple[Group, list[Row]]]:
    """Return each group with its items and what is left of their time."""
    ahead = next_working_day(local_date(now))
    return [(day.group, [Row(i, *time_left(i, now, ahead)) for i in day.items]) for day in days]


def load(people: People, user: Any, now: datetime) -> HomePage:
    """Read Home for these people, as far as the user may see their records."""
    days = my_day(work_items(people, user, now), now)
    sizes = {day.group: len(day.items) for day in days}
    accounts = Account.objects.visible_to(user).filter(people.accounts_q())
    return HomePage(
        days=rows_of(days, now),
        figures=figures.load(people, user, now),
        portfolio=list(
            accounts.filter(do_not_pursue=False)
            .exclude(health=None)
            .select_related("owner")
            .order_by("health", "pk")[:PORTFOLIO]
        ),
        moves=list(
            LifecycleEvent.objects.visible_to(user)
            .filter(people.accounts_q("account__"), happened_on__lte=local_date(now))
            .exclude(kind__in=["created", "auto_potential"])
            .select_related("account")
            .order_by("-happened_on", "-pk")[:MOVES]
        ),
        heard=list(
            Answer.objects.visible_to(user)
            .filter(people.accounts_q("account__"), confirmed_at__gte=now - timedelta(days=7))
            .exclude(comment="")
            .select_related("contact", "account")
            .order_by("-confirmed_at", "-pk")[:HEARD]
        ),
        quiet=list(
            Deal.objects.visible_to(user)
            .quiet(now, get_organisation().quiet_deal_days, quiet_limits())
            .filter(people.q("owner"))
            .select_related("account", "stage")
            .order_by("expected_close", "pk")[:QUIET]
        ),
        late=sizes.get(Group.LATE, 0),
        today=sizes.get(Group.TODAY, 0),
    )
