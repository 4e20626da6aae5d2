"""Pages of what a plan is made of and what comes of it: goals, values, actions, reviews."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.localtime import local_date
from crm.shared.toasts import toast
from customers.accounts.models import Account
from customers.formwork import attempt, differences, load_editable, status_of
from customers.plans import results, services, states
from customers.plans.content import goal_lines, revenue_of_year
from customers.plans.forms import ActionForm, GoalForm, ReviewForm, ValueForm
from customers.plans.models import AccountPlan, PlanAction, PlanGoal, PlanReview
from customers.plans.pages import goal_rows
from customers.plans.views import editable_plan

PLAN = ("plan__account__owner",)


def _run(
    request: HttpRequest,
    plan: AccountPlan,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    button: str,
    said: str,
    **context: Any,
) -> HttpResponse:
    """Show a form of a plan, run its service, go back to the plan; a refusal keeps what was typed."""
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: act(form.cleaned_data))
    ):
        toast(request, said)
        return redirect(plan)
    context |= {
        "form": form,
        "plan": plan,
        "account": plan.account,
        "title": title,
        "button": button,
        "differences": differences(form),
    }
    return render(request, "plans/plan_part.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def goal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a goal to a draft."""
    plan = editable_plan(request.user, pk)
    form = GoalForm(request.POST or None)
    return _run(
        request,
        plan,
        form,
        lambda data: services.add_goal(plan, by=request.user, now=timezone.now(), **form.values()),
        title=_("New goal"),
        button=_("Add goal"),
        said=_("Goal added."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a goal of a draft."""
    rows = PlanGoal.objects.select_related(*PLAN)
    goal = load_editable(rows, request.user, pk)
    form = GoalForm(request.POST or None, instance=load_editable(rows, request.user, pk))
    return _run(
        request,
        goal.plan,
        form,
        lambda data: services.edit_goal(
            goal, version=data["version"], by=request.user, now=timezone.now(), **form.values()
        ),
        title=_("Change goal"),
        button=_("Save goal"),
        said=_("Goal saved."),
        goal=goal,
    )


@require_POST
def goal_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal out of a draft."""
    goal = load_editable(PlanGoal.objects.select_related(*PLAN), request.user, pk)
    form = forms.Form(request.POST)
    return _run(
        request,
        goal.plan,
        form,
        lambda data: services.remove_goal(goal, by=request.user, now=timezone.now()) or True,
        title=_("Remove goal"),
        button=_("Remove goal"),
        said=_("Goal removed."),
    )


@require_safe
def goal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a goal with every value that was measured, and a line to add one."""
    goal = get_object_or_404(PlanGoal.objects.visible_to(request.user).select_related(*PLAN), pk=pk)
    return _goal_page(request, goal)


@require_POST
def goal_value(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a measured value of a goal."""
    goal = load_editable(PlanGoal.objects.select_related(*PLAN), request.user, pk)
    form = ValueForm(request.POST)
    if form.is_valid() and attempt(
        form,
        lambda: results.record_value(
            goal, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
    ):
        toast(request, _("Value recorded."))
        return redirect("plans:goal", goal.pk)
    return _goal_page(request, goal, form)


def _goal_page(request: HttpRequest, goal: PlanGoal, form: ValueForm | None = None) -> HttpResponse:
    """Show the values of a goal."""
    plan, today = goal.plan, local_date(timezone.now())
    may_edit = Account.objects.is_editable_by(request.user, plan.account)
    lines = [line for line in goal_lines(plan) if line.pk == goal.pk]
    revenue = revenue_of_year(plan.account_id, plan.year, today)
    context = {
        "goal": goal,
        "plan": plan,
        "account": plan.account,
        "row": goal_rows(plan.account_id, plan.year, lines, revenue=revenue, today=today)[0],
        "values": [
            (lines[0].shown(value.value), value)
            for value in goal.values.select_related("recorded_by")[:200]
        ],
        "may_edit": may_edit,
        "may_measure": may_edit and states.takes_results(plan.state) and goal.measure != "revenue",
        "form": form or ValueForm(initial={"measured_on": today}),
    }
    return render(
        request, "plans/goal_detail.html", context, status=status_of(form) if form else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def action_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an action: a task that leads back to the plan."""
    plan = editable_plan(request.user, pk)
    owner = plan.account.owner
    initial = {"assignee": owner.pk if owner and owner.is_active else request.user.pk}
    form = ActionForm(request.POST or None, plan=plan, initial=initial)
    return _run(
        request,
        plan,
        form,
        lambda data: results.add_action(plan, by=request.user, now=timezone.now(), **form.values()),
        title=pgettext("plan", "New action"),
        button=_("Add action"),
        said=_("Action added; it is a task of the owner now."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def action_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an action and its task."""
    rows = PlanAction.objects.select_related(*PLAN, "task__assignee", "goal")
    action = load_editable(rows, request.user, pk)
    initial = {
        "version": action.task.version,
        "title": action.task.title,
        "assignee": action.task.assignee_id,
        "due_on": action.task.due_on,
        "expected_result": action.expected_result,
        "goal": action.goal_id,
    }
    form = ActionForm(request.POST or None, plan=action.plan, initial=initial)
    return _run(
        request,
        action.plan,
        form,
        lambda data: results.edit_action(
            action,
            version=data["version"] or 0,
            by=request.user,
            now=timezone.now(),
            **form.values(),
        ),
        title=_("Change action"),
        button=_("Save action"),
        said=_("Action saved."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a review for another day, or write down what was concluded."""
    rows = PlanReview.objects.select_related(*PLAN)
    review = load_editable(rows, request.user, pk)
    form = ReviewForm(request.POST or None, instance=load_editable(rows, request.user, pk))
    return _run(
        request,
        review.plan,
        form,
        lambda data: results.save_review(
            review, version=data["version"], by=request.user, now=timezone.now(), **form.values()
        ),
        title=_("Review of the plan"),
        button=_("Save review"),
        said=_("Review saved."),
    )
