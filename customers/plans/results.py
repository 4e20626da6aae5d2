"""What comes of a plan: measured values, actions that are tasks, reviews. Until it is closed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from customers.activities.models import TaskOrigin
from customers.activities.services import add_task, edit_task
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.plans import states
from customers.plans.models import AccountPlan, GoalValue, PlanAction, PlanGoal, PlanReview
from customers.plans.pace import Measure
from customers.plans.services import locked, refresh_plan


def _running(plan: AccountPlan) -> AccountPlan:
    """Return the plan, held; refuses when it is closed."""
    current = locked(plan)
    if not states.takes_results(current.state):
        raise CustomerConflict(_("This plan is closed; nothing was changed."))
    return current


@transaction.atomic
def record_value(
    goal: PlanGoal, *, value: Decimal, measured_on: date, by: Any, now: datetime, note: str = ""
) -> GoalValue:
    """Write a measured value of a goal; of one day the last entry counts. Revenue is never typed."""
    current = _running(goal.plan)
    if goal.measure == Measure.REVENUE:
        raise CustomerError(_("Revenue is read from the orders: add the order instead."))
    if measured_on > local_date(now):
        raise CustomerError(_("This day is in the future."), field="measured_on")
    if measured_on.year < current.year:
        raise CustomerError(
            _("This day lies before the year of the plan. Use it as the start of the goal."),
            field="measured_on",
        )
    found = GoalValue.objects.create(
        goal=goal,
        value=value,
        measured_on=measured_on,
        note=note,
        recorded_by=by,
        recorded_at=now,
    )
    refresh_plan(current)
    record("plan.value", goal, by=by, account_id=current.account_id)
    return found


@transaction.atomic
def add_action(
    plan: AccountPlan,
    *,
    title: str,
    due_on: date,
    assignee: Any,
    by: Any,
    now: datetime,
    expected_result: str = "",
    goal: PlanGoal | None = None,
) -> PlanAction:
    """Add an action: a task of the account that leads back to the plan, with the result expected of it."""
    current = _running(plan)
    if goal is not None and goal.plan_id != plan.pk:
        raise CustomerError(_("Choose a goal of this plan."), field="goal")
    task = add_task(
        current.account,
        title=title,
        due_on=due_on,
        assignee=assignee,
        origin=TaskOrigin.PLAN,
        origin_ref=str(current.year),
        url=current.get_absolute_url(),
        note=expected_result,
        by=by,
        now=now,
    )
    return PlanAction.objects.create(
        plan=current, task=task, goal=goal, expected_result=expected_result
    )


@transaction.atomic
def edit_action(
    action: PlanAction,
    *,
    version: int,
    by: Any,
    now: datetime,
    expected_result: str,
    goal: PlanGoal | None,
    **fields: Any,
) -> PlanAction:
    """Change an action and its task read at `version`; raises EditConflict as `edit_task` does."""
    _running(action.plan)
    if goal is not None and goal.plan_id != action.plan_id:
        raise CustomerError(_("Choose a goal of this plan."), field="goal")
    edit_task(action.task, version=version, by=by, now=now, note=expected_result, **fields)
    PlanAction.objects.filter(pk=action.pk).update(expected_result=expected_result, goal=goal)
    action.refresh_from_db()
    return action


@transaction.atomic
def save_review(
    review: PlanReview, *, version: int, by: Any, now: datetime, **fields: Any
) -> PlanReview:
    """Plan a review for another day, or write down that it was held: when, who, what was concluded."""
    current = _running(review.plan)
    held_on = fields.get("held_on")
    if held_on and held_on > local_date(now):
        raise CustomerError(_("A review in the future is planned, not held."), field="held_on")
    if held_on and not fields.get("conclusion", "").strip():
        raise CustomerError(_("Write down what was concluded."), field="conclusion")
    changed = PlanReview.objects.filter(pk=review.pk, version=version).update(
        **fields, version=F("version") + 1
    )
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this review while you were typing. Nothing was lost: compare."),
            PlanReview.objects.get(pk=review.pk),
            fields,
        )
    refresh_plan(current)
    record("plan.review", review, by=by, changes=fields, account_id=current.account_id)
    review.refresh_from_db()
    return review
