"""What a plan says, as data: the snapshot of an approval, and what differs between two of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from crm.shared.formats import day, money, number, percent
from customers.deals.models import Order
from customers.plans.models import AccountPlan, GoalValue, PlanGoal, Unit
from customers.plans.pace import Measure, Pace, measure_pace

TEXTS = (
    "mission", "customer_strategy", "customer_goals", "market", "strengths", "weaknesses",
    "opportunities", "threats", "strategy", "budget", "risks",
)  # fmt: skip


NOTHING: dict[str, Any] = {"texts": {}, "budget_amount": None, "goals": [], "actions": []}


@dataclass(frozen=True)
class GoalLine:
    """A goal with its latest value; reads the same from the database, a summary or a snapshot."""

    pk: int
    title: str
    measure: str
    unit: str
    baseline: Decimal | None
    target: Decimal
    due_on: date
    actual: Decimal | None
    measured_on: date | None
    version: int = 1

    def as_data(self) -> dict[str, Any]:
        """Return the goal as JSON stores it."""
        return {
            "id": self.pk,
            "title": self.title,
            "measure": self.measure,
            "unit": self.unit,
            "baseline": _text(self.baseline),
            "target": _text(self.target),
            "due_on": self.due_on.isoformat(),
            "actual": _text(self.actual),
            "measured_on": self.measured_on.isoformat() if self.measured_on else None,
        }

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> "GoalLine":
        """Return the goal that JSON stores."""
        return cls(
            pk=data["id"],
            title=data["title"],
            measure=data["measure"],
            unit=data["unit"],
            baseline=_decimal(data["baseline"]),
            target=Decimal(data["target"]),
            due_on=date.fromisoformat(data["due_on"]),
            actual=_decimal(data["actual"]),
            measured_on=date.fromisoformat(data["measured_on"]) if data["measured_on"] else None,
        )

    def with_revenue(self, revenue: Decimal, year: int, today: date) -> "GoalLine":
        """Return a revenue goal with what was ordered in the year so far; other goals as they are."""
        if self.measure != Measure.REVENUE or today.year < year:
            return self
        values = vars(self) | {"actual": revenue, "measured_on": min(today, date(year, 12, 31))}
        return GoalLine(**values)

    def pace(self, year: int, today: date) -> Pace:
        """Return whether we are on the way."""
        return measure_pace(
            self.measure,
            year=year,
            baseline=self.baseline,
            target=self.target,
            actual=self.actual,
            measured_on=self.measured_on,
            due_on=self.due_on,
            today=today,
        )

    def shown(self, value: Decimal | None) -> str:
        """Write a value in the unit of the goal."""
        if value is None:
            return number(None)
        places = 0 if value == value.to_integral_value() else 1
        if self.unit == Unit.MONEY:
            return money(value)
        return percent(value, places) if self.unit == Unit.PERCENT else number(value, places)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def revenue_of_year(account_id: int, year: int, until: date) -> Decimal:
    """Return what an account ordered from 1 January to a day; one query."""
    orders = Order.objects.filter(
        account=account_id, ordered_on__range=(date(year, 1, 1), min(until, date(year, 12, 31)))
    )
    return orders.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def goal_lines(plan: AccountPlan) -> list[GoalLine]:
    """Return the goals of a plan with their latest values; two queries. Revenue is added by who shows it."""
    latest: dict[int, GoalValue] = {}
    for value in GoalValue.objects.filter(goal__plan=plan).order_by("measured_on", "pk"):
        latest[value.goal_id] = value
    return [_line(goal, latest.get(goal.pk)) for goal in plan.goals.order_by("pk")]


def _line(goal: PlanGoal, value: GoalValue | None) -> GoalLine:
    return GoalLine(
        pk=goal.pk,
        title=goal.title,
        measure=goal.measure,
        unit=goal.unit,
        baseline=goal.baseline,
        target=goal.target,
        due_on=goal.due_on,
        actual=value.value if value else None,
        measured_on=value.measured_on if value else None,
        version=goal.version,
    )


def snapshot(plan: AccountPlan, today: date) -> dict[str, Any]:
    """Return everything a plan says, as it is kept at an approval."""
    revenue = revenue_of_year(plan.account_id, plan.year, today)
    goals = [line.with_revenue(revenue, plan.year, today) for line in goal_lines(plan)]
    actions = plan.actions.select_related("task__assignee")
    return {
        "texts": {name: getattr(plan, name) for name in TEXTS},
        "budget_amount": _text(plan.budget_amount),
        "goals": [line.as_data() for line in goals],
        "actions": [
            {
                "id": action.pk,
                "title": action.task.title,
                "owner": action.task.assignee.display_name if action.task.assignee else "",
                "due_on": action.task.due_on.isoformat(),
                "expected_result": action.expected_result,
            }
            for action in actions
        ],
    }


@dataclass(frozen=True)
class Part:
    """One part of a plan in two versions, written for reading."""

    label: str
    before: str
    after: str


def goal_words(line: GoalLine) -> str:
    """Write a goal in one line: from where, to where, by when."""
    return _("%(title)s: from %(start)s to %(target)s by %(day)s") % {
        "title": line.title,
        "start": line.shown(line.baseline),
        "target": line.shown(line.target),
        "day": day(line.due_on),
    }


def _words_of(content: dict[str, Any]) -> dict[tuple[str, Any], tuple[str, str]]:
    """Return label and words of every part of a content, by its key."""
    found: dict[tuple[str, Any], tuple[str, str]] = {}
    for name in TEXTS:
        label = str(AccountPlan._meta.get_field(name).verbose_name)
        found["text", name] = (label, content["texts"].get(name, ""))
    amount = _decimal(content["budget_amount"])
    label = str(AccountPlan._meta.get_field("budget_amount").verbose_name)
    found["text", "budget_amount"] = (label, money(amount) if amount is not None else "")
    for data in content["goals"]:
        line = GoalLine.of_data(data)
        found["goal", line.pk] = (_("Goal"), goal_words(line))
    for action in content["actions"]:
        owner, due_on = action["owner"] or "–", day(date.fromisoformat(action["due_on"]))
        words = f"{action['title']}, {owner}, {due_on}. {action['expected_result']}"
        found["action", action["id"]] = (_("Action"), words.strip())
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Part]:
    """Return every part that is not the same in two contents; "" where it did not stand."""
    old, new = _words_of(before), _words_of(after)
    parts = []
    for key in dict.fromkeys([*old, *new]):
        label = (new.get(key) or old[key])[0]
        was, became = old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]
        if was != became:
            parts.append(Part(label, was, became))
    return parts
