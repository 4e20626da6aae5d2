"""Everything the account page shows, read with a fixed number of queries whatever the history."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, JSONField, Subquery

from complaints.cases.models import Complaint
from crm.dashboard import navigation
from crm.dashboard.account_page.life import sentence, stretches
from crm.shared.charts import life
from crm.shared.counting import count_of, pairs, pairs_of, scalars, total_of
from crm.shared.localtime import day_end, day_start, local_date
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account
from customers.activities.models import Task
from customers.contacts.models import Contact, DmuRole
from customers.deals.models import Deal, Order
from customers.dmu import facts as dmu
from customers.dmu.words import Warning, warnings
from customers.figures.models import HealthPoint
from customers.plans.content import GoalLine
from customers.plans.models import AccountPlan
from customers.plans.pages import GoalRow, goal_rows
from customers.promises.models import Promise
from surveys.answers.models import Answer

PANEL = 5  # rows a side panel shows before "All"
RECENT = 25  # rows read of a kind; panel and first page of the timeline share them
PEOPLE = 12
YEAR = timedelta(days=365)


@dataclass
class Person:
    """A contact with the scores of the last waves, oldest first."""

    contact: Contact
    roles: list[str]
    scores: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class PlanPanel:
    """The plan of this year as the account page shows it."""

    year: int
    state: str
    goals: list[GoalRow]


@dataclass
class AccountPage:
    """The rows behind the account page; templates only show them."""

    account: Account
    today: date
    tags: list[str]
    moves: list[LifecycleEvent]
    tasks: list[Task]
    people: list[Person]
    promises: list[Promise]
    promises_kept: int
    promises_counted: int
    complaints: list[Complaint]
    deals: list[Deal]
    answers: list[Answer]
    answers_year: int
    orders_by_year: list[tuple[int, Decimal, int]]
    nav_counts: dict[str, int]
    plan: PlanPanel | None = None
    subsidiaries: int = 0
    shows_parent: bool = False
    health_points: list[tuple[date, float]] = field(default_factory=list)
    life: Any = ""
    gaps: list[Warning] = field(default_factory=list)

    @property
    def open_promises(self) -> list[Promise]:
        """Return what we still owe, the first due first."""
        found = [p for p in self.promises if p.delivered_on is None and p.withdrawn_at is None]
        return sorted(found, key=lambda p: p.due_on)

    @property
    def promise_rows(self) -> list[Promise]:
        """Return the promises of the panel: what we owe first, then the newest."""
        still = self.open_promises
        rest = [p for p in self.promises if p not in still]
        return (still + rest)[:PANEL]

    @property
    def open_complaints(self) -> list[Complaint]:
        """Return complaints that still need something from us."""
        return [c for c in self.complaints if c.is_open]

    @property
    def open_deals(self) -> list[Deal]:
        """Return running deals."""
        return [d for d in self.deals if d.state == "open"]

    @property
    def revenue_change(self) -> Decimal | None:
        """Return the change of revenue on the year before, in percent; None without a year before."""
        before = self.account.revenue_previous_12m
        return (self.account.revenue_12m - before) * 100 / before if before > 0 else None


def _years(today: date) -> range:
    """Return this year and the three before it, the newest first."""
    return range(today.year, today.year - 4, -1)


def _totals(account: Account, today: date, now: datetime) -> dict[str, Subquery]:
    """Return what is read of all rows of the account: promises, health of 12 months, orders by year."""
    promises = Promise.objects.filter(account=account, promised_on__gt=today - YEAR)
    answered = Answer.objects.filter(account=account).between(
        day_start(today - YEAR + timedelta(days=1)), day_end(today)
    )
    noted = HealthPoint.objects.filter(account=account, day__gt=today - YEAR)
    found = {
        "kept": count_of(promises.kept()),
        "broken": count_of(promises.broken(now)),
        "answers_year": count_of(answered.latest_before(day_end(today))),
        "health": pairs_of(noted, "day", "total"),
    }
    for year in _years(today):
        orders = Order.objects.filter(
            account=account, ordered_on__range=(date(year, 1, 1), date(year, 12, 31))
        )
        found[f"orders_{year}"] = count_of(orders)
        found[f"total_{year}"] = total_of(
            orders, F("amount"), output_field=DecimalField(max_digits=14, decimal_places=2)
        )
    return found


def _plan_subqueries(account: Account, year: int) -> dict[str, Subquery]:
    """Return the plan of a year with its stored goals, read along with the counts."""
    plan = AccountPlan.objects.filter(account=account, year=year).order_by()
    return {
        "plan_state": Subquery(plan.values("state")[:1]),
        "plan_goals": Subquery(plan.values("summary")[:1], output_field=JSONField()),
    }


def _plan(account: Account, found: dict[str, Any], today: date) -> PlanPanel | None:
    """Return the plan of this year with its goals; revenue is the orders of the year."""
    if not found["plan_state"]:
        return None
    lines = [GoalLine.of_data(data) for data in found["plan_goals"]]
    revenue = Decimal(found[f"total_{today.year}"] or 0)
    rows = goal_rows(account.pk, today.year, lines, revenue=revenue, today=today)
    return PlanPanel(today.year, found["plan_state"], rows)


def _people(account: Account, scores: dict[int, list[Answer]]) -> list[Person]:
    """Read who works there with their roles in one query: a row per role, folded into persons."""
    people: dict[int, Person] = {}
    rows = account.contacts.present().annotate(role=F("roles__role")).order_by("name_key", "pk")
    for contact in rows[: PEOPLE * 3]:
        person = people.setdefault(contact.pk, Person(contact, [], scores.get(contact.pk, [])[-4:]))
        if contact.role:
            person.roles.append(str(DmuRole(contact.role).label))
    return list(people.values())[:PEOPLE]


def load(account: Account, user: Any, *, now: datetime) -> AccountPage:
    """Read everything the page shows of an account."""
    today = local_date(now)
    moves = list(LifecycleEvent.objects.of(account).order_by("recorded_at", "pk")[:200])
    answers = list(
        Answer.objects.filter(account=account)
        .select_related("contact", "survey", "followup", "handling")
        .order_by("-confirmed_at", "-pk")[:RECENT]
    )
    found = scalars(
        user,
        **_totals(account, today, now),
        **_plan_subqueries(account, today.year),
        subsidiaries=count_of(Account.objects.visible_to(user).filter(parent=account)),
        parents=count_of(Account.objects.visible_to(user).filter(pk=account.parent_id or 0)),
        **dmu.subqueries(account, today),
        **navigation.subqueries(user, now),
    )
    unit = dmu.facts_of(found)
    by_person: dict[int, list[Answer]] = {}
    for answer in reversed(answers):
        if answer.contact_id:
            by_person.setdefault(answer.contact_id, []).append(answer)
    stays = stretches(moves, today)
    return AccountPage(
        account=account,
        today=today,
        tags=[tag.name for tag in account.tags.all()],
        moves=moves,
        tasks=list(
            account.tasks.filter(state="open")
            .select_related("assignee")
            .order_by("due_on", "due_time", "pk")[: PANEL + 1]
        ),
        people=_people(account, by_person),
        promises=list(
            account.promises.select_related("contact", "owner").order_by("-promised_on", "-pk")[
                :RECENT
            ]
        ),
        promises_kept=found["kept"],
        promises_counted=found["kept"] + found["broken"],
        complaints=list(
            Complaint.objects.filter(account=account, is_confidential=False)  # as in the timeline
            .select_related("handler", "contact", "category")
            .order_by("-received_at", "-pk")[:RECENT]
        ),
        deals=list(
            account.deals.select_related("stage", "owner").order_by("-created_at", "-pk")[:RECENT]
        ),
        answers=answers,
        answers_year=found["answers_year"],
        orders_by_year=[
            (year, Decimal(found[f"total_{year}"]), found[f"orders_{year}"])
            for year in _years(today)
            if found[f"orders_{year}"]
        ],
        nav_counts=navigation.counts(found),
        plan=_plan(account, found, today),
        subsidiaries=found["subsidiaries"],
        shows_parent=found["parents"] > 0,
        health_points=[
            (date.fromisoformat(day), float(total)) for day, total in pairs(found["health"])
        ],
        life=life(stays, today=today, label=sentence(stays)) if stays else "",
        gaps=warnings(account, dmu.gaps_of(account, unit), unit),
    )
