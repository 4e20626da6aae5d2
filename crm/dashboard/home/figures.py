"""The figures beside My day: the ring, how I am doing. One query, each figure the count of a list."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F

from complaints.cases.models import Complaint
from crm.dashboard import navigation
from crm.dashboard.home.scope import People
from crm.shared.counting import count_of, scalars, total_of
from crm.shared.localtime import day_start, local_date
from customers.accounts.events import EventKind, LifecycleEvent
from customers.accounts.lists import unplanned_q
from customers.accounts.models import Account
from customers.deals.models import Deal
from customers.promises.models import Promise
from customers.visits.queue import due_q
from surveys.answers.models import Answer
from surveys.campaigns.models import SurveyKind
from surveys.followups.models import FollowUp
from surveys.nps.score import Band, Counts

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Figures:
    """Counts and sums of a portfolio; nothing here is rounded."""

    customers: int
    potential: int
    former: int
    became: int
    won_back: int
    left: int
    promises_kept: int
    promises_broken: int
    detractors: int
    detractors_called: int
    complaints_open: int
    unplanned: int
    visits_due: int
    deals_open: int
    weighted: Decimal
    promoters: int
    passives: int
    critics: int
    nav_counts: dict[str, int]

    @property
    def accounts(self) -> int:
        """Return the size of the portfolio."""
        return self.customers + self.potential + self.former

    @property
    def scores(self) -> Counts:
        """Return the latest answers of 12 months, by band."""
        return Counts(self.promoters, self.passives, self.critics)

    @property
    def promises_counted(self) -> int:
        """Return kept and broken promises together."""
        return self.promises_kept + self.promises_broken


def load(people: People, user: Any, now: datetime) -> Figures:
    """Read the figures of these people's accounts over the last 12 months."""
    today = local_date(now)
    since = today - YEAR
    accounts = Account.objects.visible_to(user).filter(people.accounts_q())
    moves = LifecycleEvent.objects.visible_to(user).filter(
        people.accounts_q("account__"), happened_on__gt=since, happened_on__lte=today
    )
    promises = Promise.objects.visible_to(user).filter(people.q("owner"), promised_on__gt=since)
    followups = (
        FollowUp.objects.visible_to(user)
        .of_detractors()
        .filter(people.q("owner"), created_at__gte=day_start(since + timedelta(days=1)))
    )
    deals = Deal.objects.visible_to(user).open().filter(people.q("owner"))
    answers = (
        Answer.objects.visible_to(user)
        .filter(
            people.q("owner"),
            kind=SurveyKind.RELATIONSHIP,
            confirmed_at__gte=day_start(since + timedelta(days=1)),
        )
        .latest_before(None)
    )
    former = accounts.former()
    found = scalars(
        user,
        customers=count_of(accounts.filter(stage="customer")),
        potential=count_of(accounts.filter(stage="potential", is_former=False)),
        former=count_of(former),
        became=count_of(moves.filter(kind__in=[EventKind.FIRST_PURCHASE, EventKind.WON_BACK])),
        won_back=count_of(moves.filter(kind=EventKind.WON_BACK)),
        left=count_of(moves.filter(kind=EventKind.ENDED)),
        promises_kept=count_of(promises.kept()),
        promises_broken=count_of(promises.broken(now)),
        detractors=count_of(followups),
        detractors_called=count_of(followups.filter(contacted_at__lte=F("due_at"))),
        complaints_open=count_of(
            Complaint.objects.visible_to(user).open().filter(people.accounts_q("account__"))
        ),
        unplanned=count_of(accounts.filter(unplanned_q())),
        visits_due=count_of(accounts.filter(due_q(today))),
        deals_open=count_of(deals),
        weighted=total_of(
            deals,
            F("amount") * F("probability"),
            output_field=DecimalField(max_digits=18, decimal_places=2),
        ),
        promoters=count_of(answers.in_band(Band.PROMOTER)),
        passives=count_of(answers.in_band(Band.PASSIVE)),
        critics=count_of(answers.in_band(Band.DETRACTOR)),
        **navigation.subqueries(user, now),
    )
    nav_counts = navigation.counts(found)
    found = {name: value for name, value in found.items() if not name.startswith("nav_")}
    found["weighted"] = Decimal(found["weighted"] or 0) / 100
    return Figures(**found, nav_counts=nav_counts)
