"""What the plan's page shows: goals with their pace, actions, reviews, versions. Six queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from crm.shared.charts import svg
from crm.shared.numbers import round_half_up
from customers.plans import states
from customers.plans.content import GoalLine, goal_lines, revenue_of_year
from customers.plans.models import AccountPlan, PlanAction, PlanReview, PlanVersion
from customers.plans.pace import Measure, Pace, Verdict

TONES = {
    Verdict.REACHED: "ok",
    Verdict.ON_PACE: "ok",
    Verdict.BEHIND: "soon",
    Verdict.MISSED: "late",
}


def bar(achieved: Decimal | None, expected: Decimal) -> svg.SafeString:
    """Draw how far a goal is, with a mark where it should be today; words beside it say the same."""
    width = float(min(max(achieved or Decimal(0), Decimal(0)), Decimal(100)))
    mark = min(max(float(expected), 0.3), 99.4)
    return svg.element(
        "svg",
        svg.element("rect", class_="bar", y=4, width=100, height=4),
        svg.element("rect", class_="val", y=4, width=width, height=4),
        svg.element("rect", class_="pace", x=mark, y=0, width=0.6, height=12),
        viewBox="0 0 100 12",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


@dataclass(frozen=True)
class GoalRow:
    """A goal as pages show it: words, bar, pace, and where its figure leads."""

    line: GoalLine
    pace: Pace
    url: str

    @property
    def actual(self) -> str:
        """Write the latest value."""
        return self.line.shown(self.line.actual)

    @property
    def target(self) -> str:
        """Write the target."""
        return self.line.shown(self.line.target)

    @property
    def baseline(self) -> str:
        """Write where the goal starts."""
        return self.line.shown(self.line.baseline)

    @property
    def run_rate(self) -> str:
        """Write what the value becomes at this pace; empty for a level."""
        if self.pace.run_rate is None:
            return ""
        return self.line.shown(round_half_up(self.pace.run_rate))

    @property
    def bar(self) -> svg.SafeString:
        """Draw the goal."""
        return bar(self.pace.achieved, self.pace.expected)

    @property
    def tone(self) -> str:
        """Return the clock state of the verdict."""
        return TONES.get(self.pace.verdict, "")

    @property
    def is_typed(self) -> bool:
        """Say whether people measure this goal."""
        return self.line.measure != Measure.REVENUE


def goal_url(account_id: int, year: int, line: GoalLine) -> str:
    """Return the list behind a goal's figure: the orders of the year, or the measured values."""
    if line.measure == Measure.REVENUE:
        period = {"account": account_id, "since": f"{year}-01-01", "until": f"{year}-12-31"}
        return f"{reverse('orders:list')}?{urlencode(period)}"
    return reverse("plans:goal", args=[line.pk])


def goal_rows(
    account_id: int, year: int, lines: list[GoalLine], *, revenue: Decimal, today: date
) -> list[GoalRow]:
    """Return goals with their pace; revenue goals get what was ordered in the year."""
    rows = []
    for line in lines:
        known = line.with_revenue(revenue, year, today)
        rows.append(GoalRow(known, known.pace(year, today), goal_url(account_id, year, known)))
    return rows


@dataclass
class PlanPage:
    """Everything the plan's page shows."""

    plan: AccountPlan
    today: date
    manager: bool
    may_edit: bool

    @cached_property
    def goals(self) -> list[GoalRow]:
        """Return the goals with their pace."""
        plan = self.plan
        revenue = revenue_of_year(plan.account_id, plan.year, self.today)
        return goal_rows(
            plan.account_id, plan.year, goal_lines(plan), revenue=revenue, today=self.today
        )

    @cached_property
    def actions(self) -> list[PlanAction]:
        """Return the actions with their tasks, the first due first; cancelled ones are gone."""
        rows = self.plan.actions.select_related("task__assignee", "goal")
        return list(rows.exclude(task__state="cancelled").order_by("task__due_on", "pk"))

    @cached_property
    def actions_done(self) -> int:
        """Return how many actions are done."""
        return sum(action.task.state == "done" for action in self.actions)

    @cached_property
    def reviews(self) -> list[PlanReview]:
        """Return the two reviews of the year."""
        return list(self.plan.reviews.all())

    @cached_property
    def versions(self) -> list[PlanVersion]:
        """Return what was approved before, the newest first."""
        return list(self.plan.versions.select_related("approved_by").order_by("-number"))

    @property
    def is_draft(self) -> bool:
        """Say whether the texts and goals can be changed."""
        return self.plan.state == states.PlanState.DRAFT

    @property
    def takes_results(self) -> bool:
        """Say whether values, actions and reviews are still recorded."""
        return states.takes_results(self.plan.state)

    @property
    def moves(self) -> list[str]:
        """Return the moves this reader may make."""
        return states.moves_from(self.plan.state, manager=self.manager) if self.may_edit else []

    @property
    def swot(self) -> list[tuple[Any, str]]:
        """Return the four fields of the SWOT."""
        return self._texts("strengths", "weaknesses", "opportunities", "threats")

    @property
    def customer(self) -> list[tuple[Any, str]]:
        """Return what we know of the customer."""
        return self._texts("mission", "customer_strategy", "customer_goals", "market")

    @property
    def ours(self) -> list[tuple[Any, str]]:
        """Return our strategy and the risks."""
        return self._texts("strategy", "risks")

    def _texts(self, *names: str) -> list[tuple[Any, str]]:
        meta = AccountPlan._meta
        return [(meta.get_field(name).verbose_name, getattr(self.plan, name)) for name in names]
