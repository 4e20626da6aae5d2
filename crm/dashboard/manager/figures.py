"""The team's figures of a period, the period before and the same days last year: one query, each the sum of a list."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Subquery

from complaints.cases.models import Complaint
from complaints.reports.measures import MEASURES, Span
from crm.dashboard import navigation
from crm.dashboard.manager import exceptions
from crm.dashboard.manager.compare import Share
from crm.dashboard.manager.scope import accounts_q, days_q, loop_q, moments_q, records_q
from crm.shared.counting import count_of, scalars, total_of
from crm.shared.localtime import day_end
from crm.shared.organisation.services import get_organisation
from customers.accounts.events import EventKind, LifecycleEvent
from customers.accounts.models import UNHAPPY, Account
from customers.deals.models import Deal, Order
from customers.figures.slices import Slice
from customers.promises.models import Promise
from surveys.answers.models import Answer
from surveys.campaigns.models import SurveyKind
from surveys.followups.models import FollowUp
from surveys.nps.score import Band, Counts

MONEY = DecimalField(max_digits=18, decimal_places=2)
Days = tuple[date, date]


@dataclass(frozen=True)
class Figures:
    """What happened in one period; nothing is rounded."""

    new: int
    left: int
    received: int
    promoters: int
    passives: int
    detractors: int
    answered: int
    answered_late: int
    kept: int
    decided: int
    asked: int
    called: int
    won: int
    lost: int
    won_amount: Decimal
    revenue: Decimal

    @property
    def scores(self) -> Counts:
        """Return the last answer of each contact in the period, by band."""
        return Counts(self.promoters, self.passives, self.detractors)

    @property
    def answers_in_time(self) -> Share:
        """Return the complaints answered in time of those answered or late with it."""
        return Share(self.answered - self.answered_late, self.answered)

    @property
    def promises(self) -> Share:
        """Return the promises kept of those decided."""
        return Share(self.kept, self.decided)

    @property
    def calls(self) -> Share:
        """Return the detractors called in time of all."""
        return Share(self.called, self.asked)

    @property
    def wins(self) -> Share:
        """Return the deals won of those decided."""
        return Share(self.won, self.won + self.lost)


@dataclass(frozen=True)
class Standing:
    """What stands now: nothing to compare with."""

    customers: int
    open_complaints: int
    pipeline: Decimal
    deals: int
    unhappy: int


def moves(user: Any, part: Slice, days: Days) -> Any:
    """Return the moves on the circle in a period."""
    found = LifecycleEvent.objects.visible_to(user).filter(accounts_q(part, "account__"))
    return found.filter(days_q("happened_on", days))


def answers(user: Any, part: Slice, days: Days) -> Any:
    """Return the last answer of each contact to a relationship survey in a period."""
    found = Answer.objects.visible_to(user).filter(kind=SurveyKind.RELATIONSHIP, **part.segment)
    found = found.filter(moments_q("confirmed_at", days))
    return found.latest_before(day_end(days[1]))


def subqueries(user: Any, part: Slice, days: Days, now: datetime) -> dict[str, Subquery]:
    """Return the figures of one period."""
    promises = Promise.objects.visible_to(user).filter(records_q(part), days_q("promised_on", days))
    loop = FollowUp.objects.visible_to(user).of_detractors()
    loop = loop.filter(loop_q(part), moments_q("created_at", days))
    decided = Deal.objects.visible_to(user).filter(records_q(part), days_q("closed_on", days))
    orders = Order.objects.visible_to(user).filter(
        records_q(part, "account__owner"), days_q("ordered_on", days)
    )
    received = Complaint.objects.visible_to(user).counting().filter(accounts_q(part, "account__"))
    span, window = Span.of(*days, now), get_organisation().reopen_days
    said, moved = answers(user, part, days), moves(user, part, days)
    return {
        "new": count_of(moved.filter(kind__in=[EventKind.FIRST_PURCHASE, EventKind.WON_BACK])),
        "left": count_of(moved.filter(kind=EventKind.ENDED)),
        "received": count_of(received.filter(moments_q("received_at", days))),
        "answered": count_of(MEASURES["decision_counted"].keep(received, span, window)),
        "answered_late": count_of(MEASURES["decision_late"].keep(received, span, window)),
        "promoters": count_of(said.in_band(Band.PROMOTER)),
        "passives": count_of(said.in_band(Band.PASSIVE)),
        "detractors": count_of(said.in_band(Band.DETRACTOR)),
        "kept": count_of(promises.kept()),
        "decided": count_of(promises.decided(now)),
        "asked": count_of(loop),
        "called": count_of(loop.filter(contacted_at__lte=F("due_at"))),
        "won": count_of(decided.filter(state="won")),
        "lost": count_of(decided.filter(state="lost")),
        "won_amount": total_of(decided.filter(state="won"), F("amount"), output_field=MONEY),
        "revenue": total_of(orders, F("amount"), output_field=MONEY),
    }


def standing(user: Any, part: Slice) -> dict[str, Subquery]:
    """Return what stands now."""
    accounts = Account.objects.visible_to(user).filter(accounts_q(part))
    deals = Deal.objects.visible_to(user).open().filter(records_q(part))
    weighted = total_of(deals, F("amount") * F("probability"), output_field=MONEY)
    return {
        "customers": count_of(accounts.filter(stage="customer")),
        "open_complaints": count_of(
            Complaint.objects.visible_to(user).open().filter(accounts_q(part, "account__"))
        ),
        "pipeline": weighted,
        "deals": count_of(deals),
        "unhappy": count_of(accounts.filter(UNHAPPY)),
    }


def load(user: Any, part: Slice, now: datetime) -> tuple[dict[str, Figures], Standing, dict]:
    """Read the figures of each period by its name, what stands now, and the counts of exceptions and sidebar."""
    periods = {"now": (part.since, part.until), "before": part.before, "last_year": part.last_year}
    asked: dict[str, Subquery] = {}
    for name, days in periods.items():
        if name == "last_year" and days == part.before:
            continue
        asked |= {f"{name}_{k}": q for k, q in subqueries(user, part, days, now).items()}
    asked |= {f"stands_{k}": q for k, q in standing(user, part).items()}
    asked |= {f"except_{k}": q for k, q in exceptions.counts(user, part, now).items()}
    found = scalars(user, **asked, **navigation.subqueries(user, now))

    def of(prefix: str) -> dict[str, Any]:
        named = {k.removeprefix(prefix): v for k, v in found.items() if k.startswith(prefix)}
        return {k: Decimal(v or 0) if k in SUMS else v or 0 for k, v in named.items()}

    figures = {name: Figures(**of(f"{name}_")) for name in periods if of(f"{name}_")}
    stands = of("stands_")
    stands["pipeline"] = stands["pipeline"] / 100
    return figures, Standing(**stands), found


SUMS = ("won_amount", "revenue", "pipeline")
