"""Account plans: made, copied, written, approved, revised, closed."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.access import Role, has_role
from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.plans import states
from customers.plans.content import TEXTS, goal_lines, revenue_of_year, snapshot
from customers.plans.models import (
    FIRST_YEAR,
    LAST_YEAR,
    AccountPlan,
    PlanGoal,
    PlanReview,
    PlanVersion,
)
from customers.plans.pace import Measure
from customers.plans.states import PlanState

EDITABLE = frozenset((*TEXTS, "budget_amount"))
REVIEW_DAYS = ((6, 30), (12, 15))  # halfway, and before the next plan is written


@transaction.atomic
def create_plan(
    account: Any, year: int, *, by: Any, now: datetime, copy_from: AccountPlan | None = None
) -> AccountPlan:
    """Begin the plan of an account for a year, as a draft with its two reviews planned.

    With `copy_from` the texts, the budget and the goals of another year come along: a goal starts where that
    year ended. Raises CustomerError when the account has a plan of that year.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CustomerError(_("Choose a year between 2000 and 2100."), field="year")
    texts = {name: getattr(copy_from, name) for name in EDITABLE} if copy_from else {}
    try:
        with transaction.atomic():
            plan = AccountPlan.objects.create(
                account=account, year=year, created_by=by, created_at=now, updated_at=now, **texts
            )
    except IntegrityError:
        raise CustomerConflict(
            _("This account has a plan for %(year)s.") % {"year": year}
        ) from None
    PlanReview.objects.bulk_create(
        PlanReview(plan=plan, half=half, planned_on=date(year, *day))
        for half, day in enumerate(REVIEW_DAYS, start=1)
    )
    if copy_from is not None:
        _copy_goals(copy_from, plan, today=local_date(now))
    refresh_plan(plan)
    record("plan.create", plan, by=by)
    return plan


def _copy_goals(source: AccountPlan, plan: AccountPlan, *, today: date) -> None:
    """Give a plan the goals of another year, each starting from the last value known."""
    revenue = revenue_of_year(source.account_id, source.year, today)
    lines = [line.with_revenue(revenue, source.year, today) for line in goal_lines(source)]
    PlanGoal.objects.bulk_create(
        PlanGoal(
            plan=plan,
            title=line.title,
            measure=line.measure,
            unit=line.unit,
            baseline=line.baseline if line.actual is None else line.actual,
            target=line.target,
            due_on=_same_day(line.due_on, plan.year),
        )
        for line in lines
    )


def _same_day(day: date, year: int) -> date:
    """Return a day in another year; 28 February for the 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def refresh_plan(plan: AccountPlan) -> None:
    """Write what the plan repeats of its rows: goals with their values, and the next review."""
    AccountPlan.objects.filter(pk=plan.pk).update(**stored_figures(plan))


def stored_figures(plan: AccountPlan) -> dict[str, Any]:
    """Return the columns of a plan that repeat its rows, computed afresh."""
    planned = plan.reviews.filter(held_on__isnull=True).order_by("planned_on")
    return {
        "summary": [line.as_data() for line in goal_lines(plan)],
        "next_review_on": planned.values_list("planned_on", flat=True).first(),
    }


def locked(plan: AccountPlan) -> AccountPlan:
    """Return the plan as it stands, held until the transaction ends."""
    return AccountPlan.objects.select_for_update().get(pk=plan.pk)


def locked_draft(plan: AccountPlan) -> AccountPlan:
    """Return the plan, held; refuses when what it says is approved or closed."""
    current = locked(plan)
    if current.state != PlanState.DRAFT:
        raise CustomerConflict(
            _("This plan is approved: make a new version first, then change it.")
            if current.state == PlanState.APPROVED
            else _("This plan is closed; nothing was changed.")
        )
    return current


def touch(plan: AccountPlan, *, now: datetime) -> None:
    """Note that what the plan says was changed: an approval of what was read before is refused."""
    AccountPlan.objects.filter(pk=plan.pk).update(updated_at=now)


@transaction.atomic
def edit_plan(
    plan: AccountPlan, *, version: int, by: Any, now: datetime, **fields: Any
) -> AccountPlan:
    """Change the texts and the budget of a draft somebody read at `version`.

    Raises EditConflict when it was saved in between, CustomerConflict when it is no longer a draft.
    """
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"No texts of a plan: {', '.join(sorted(unknown))}.")
    current = locked_draft(plan)
    if current.version != version:
        raise EditConflict.between(
            _("Somebody else saved this plan while you were typing. Nothing was lost: compare."),
            current,
            fields,
        )
    changed = sorted(name for name, value in fields.items() if getattr(current, name) != value)
    AccountPlan.objects.filter(pk=plan.pk).update(
        **fields, version=F("version") + 1, updated_at=now
    )
    record("plan.edit", current, by=by, changes=changed)
    plan.refresh_from_db()
    return plan


@transaction.atomic
def move_plan(
    plan: AccountPlan, move: str, *, by: Any, now: datetime, seen: datetime | None = None
) -> AccountPlan:
    """Approve, revise, close or reopen a plan (`states.MOVES`).

    Approving keeps a snapshot as the next version and needs our strategy and a goal; `seen` is the last
    change the manager had read: a later one refuses the approval. Revising makes a draft of the next version.
    """
    if move in states.FOR_MANAGERS and not has_role(by, Role.MANAGER):
        raise CustomerError(_("A manager approves, closes and reopens plans."))
    current = locked(plan)
    old, new = states.MOVES[move]
    if current.state != old:
        raise CustomerConflict(states.REFUSALS[move])
    values: dict[str, Any] = {"state": new}
    if move == states.APPROVE:
        _check_approval(current, seen)
        values |= {"approved_at": now, "approved_by": by}
        PlanVersion.objects.create(
            plan=current,
            number=current.number,
            content=snapshot(current, local_date(now)),
            approved_by=by,
            approved_at=now,
        )
    if move == states.REVISE:
        values["number"] = current.number + 1
    AccountPlan.objects.filter(pk=plan.pk, state=old).update(
        **values, version=F("version") + 1, updated_at=now
    )
    record(f"plan.{move}", current, by=by, changes=["state"])
    plan.refresh_from_db()
    return plan


def _check_approval(plan: AccountPlan, seen: datetime | None) -> None:
    """Refuse to approve what says nothing, or what was changed after it was read."""
    if seen is not None and seen != plan.updated_at:
        raise CustomerConflict(
            _("The plan was changed after you opened it. Read it again, then approve.")
        )
    if not plan.strategy.strip():
        raise CustomerError(_("Write down our strategy before the plan is approved."))
    if not plan.goals.exists():
        raise CustomerError(_("Set at least one goal before the plan is approved."))


@transaction.atomic
def add_goal(plan: AccountPlan, *, by: Any, now: datetime, **fields: Any) -> PlanGoal:
    """Add a goal to a draft; a revenue goal is in money and runs to the end of the year."""
    current = locked_draft(plan)
    goal = PlanGoal.objects.create(plan=current, **_goal_values(current, fields))
    touch(current, now=now)
    refresh_plan(current)
    record("plan.goal.create", goal, by=by, account_id=current.account_id)
    return goal


def _goal_values(plan: AccountPlan, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a goal; raises CustomerError for a goal that cannot be."""
    values = dict(fields)
    if values["measure"] == Measure.REVENUE:
        values |= {"unit": "money", "due_on": date(plan.year, 12, 31)}
    if values["measure"] != Measure.LEVEL and values["target"] <= 0:
        raise CustomerError(_("The target must be more than 0."), field="target")
    if values.get("due_on") is None:
        values["due_on"] = date(plan.year, 12, 31)
    if values["due_on"].year != plan.year:
        raise CustomerError(
            _("Choose a day in %(year)s, the year of the plan.") % {"year": plan.year},
            field="due_on",
        )
    return values


@transaction.atomic
def edit_goal(goal: PlanGoal, *, version: int, by: Any, now: datetime, **fields: Any) -> PlanGoal:
    """Change a goal of a draft somebody read at `version`; raises EditConflict as `edit_plan` does."""
    current = locked_draft(goal.plan)
    values = _goal_values(current, fields)
    changed = PlanGoal.objects.filter(pk=goal.pk, version=version).update(
        **values, version=F("version") + 1
    )
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this goal while you were typing. Nothing was lost: compare."),
            PlanGoal.objects.get(pk=goal.pk),
            values,
        )
    touch(current, now=now)
    refresh_plan(current)
    record("plan.goal.edit", goal, by=by, changes=values, account_id=current.account_id)
    goal.refresh_from_db()
    return goal


@transaction.atomic
def remove_goal(goal: PlanGoal, *, by: Any, now: datetime) -> None:
    """Take a goal out of a draft; the approved versions keep it with its value of then."""
    current = locked_draft(goal.plan)
    record("plan.goal.remove", goal, by=by, account_id=current.account_id)
    goal.delete()
    touch(current, now=now)
    refresh_plan(current)
