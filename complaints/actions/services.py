"""Planning, doing and checking corrective actions; each step has its task on somebody's day."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from complaints.actions.effect import Recurrence, spans
from complaints.actions.models import ActionState, CorrectiveAction, Effect
from complaints.cases.models import Complaint
from complaints.errors import ComplaintError
from crm.shared.access import Role, has_role
from crm.shared.audit.services import record
from crm.shared.localtime import day_end, day_start, local_date
from customers.activities.models import Task, TaskOrigin
from customers.activities.services import add_task, cancel_tasks_of, complete_tasks_of, edit_task
from customers.errors import CustomerConflict, CustomerError, EditConflict

TASKS = "corrective-action-"  # how the keys of these tasks begin


def task_key(action: CorrectiveAction, step: str = "") -> str:
    """Return the key of an action's task: to do it, or to look at its effect."""
    return f"{TASKS}{action.pk}-{step}"


def refuse_tick(task: Task, *, by: Any, now: datetime) -> None:
    """Refuse to tick off such a task: what was done or seen is written down with the action."""
    raise CustomerError(
        _("Open the action and write down what was done; then this task is done too.")
    )


def _check_days(due_on: date, check_on: date) -> None:
    if check_on <= due_on:
        raise ComplaintError(_("Look at the effect after the action is done."), field="check_on")


def _put_task(action: CorrectiveAction, step: str, *, by: Any, now: datetime) -> None:
    """Add the task of a step, or bring the open one up to date."""
    title, due_on = {
        "do": (_("Corrective action: %(title)s"), action.due_on),
        "check": (_("Did it work? %(title)s"), action.check_on),
    }[step]
    wanted: dict[str, Any] = {
        "title": (title % {"title": action.title})[:200],
        "due_on": due_on,
        "assignee": action.owner,
    }
    task = Task.objects.open().filter(origin_key=task_key(action, step)).first()
    if task is None:
        add_task(
            None,
            origin=TaskOrigin.COMPLAINT,
            origin_key=task_key(action, step),
            url=action.get_absolute_url(),
            by=by,
            now=now,
            **wanted,
        )
    elif any(getattr(task, name) != value for name, value in wanted.items()):
        edit_task(task, version=task.version, by=by, now=now, **wanted)


def plan_action(
    *,
    title: str,
    owner: Any,
    due_on: date,
    check_on: date,
    by: Any,
    now: datetime,
    cause: Any = None,
    category: Any = None,
    plan: str = "",
    cost: Decimal = Decimal(0),
    complaints: Any = (),
) -> CorrectiveAction:
    """Plan an action against a cause or a category; its owner gets a task.

    Raises ComplaintError without either, or when the look at the effect comes before the work, and
    PermissionDenied for who is neither handler nor manager.
    """
    if not has_role(by, Role.MANAGER, Role.COMPLAINT_HANDLER):
        raise PermissionDenied(_("Only complaint handlers and managers plan corrective actions."))
    if cause is None and category is None:
        raise ComplaintError(_("Choose a cause or a category."), field="cause")
    _check_days(due_on, check_on)
    with transaction.atomic():
        action = CorrectiveAction.objects.create(
            title=title, owner=owner, due_on=due_on, check_on=check_on, cause=cause,
            category=category, plan=plan, cost=cost, created_at=now, created_by=by,
        )  # fmt: skip
        action.complaints.set(complaints)
        _put_task(action, "do", by=by, now=now)
        record("action.plan", action, by=by)
    return action


def edit_action(
    action: CorrectiveAction, *, version: int, by: Any, now: datetime, **values: Any
) -> CorrectiveAction:
    """Change what is planned; raises EditConflict when somebody saved it in between."""
    if values["cause"] is None and values["category"] is None:
        raise ComplaintError(_("Choose a cause or a category."), field="cause")
    _check_days(values["due_on"], values["check_on"])
    with transaction.atomic():
        changed = CorrectiveAction.objects.filter(
            pk=action.pk, version=version, state__in=[ActionState.PLANNED, ActionState.DONE]
        ).update(version=F("version") + 1, **values)
        current = CorrectiveAction.objects.select_related("owner", "cause", "category").get(
            pk=action.pk
        )
        if not changed:
            raise EditConflict.between(
                _("Somebody else changed this action in between."), current, values
            )
        _put_task(
            current, "do" if current.state == ActionState.PLANNED else "check", by=by, now=now
        )
        record("action.edit", current, by=by, changes=list(values))
    return current


def _move(action: CorrectiveAction, *old: str, **values: Any) -> CorrectiveAction:
    changed = CorrectiveAction.objects.filter(pk=action.pk, state__in=old).update(
        version=F("version") + 1, **values
    )
    if not changed:
        raise CustomerConflict(_("Somebody else was faster; look at the page again."))
    action.refresh_from_db()
    return action


@transaction.atomic
def finish_action(
    action: CorrectiveAction, *, done_on: date, evidence: str, by: Any, now: datetime
) -> CorrectiveAction:
    """Record that an action is done, with how we know; its owner is to look at the effect later.

    Raises ComplaintError for a day to come, a day after the look at the effect, or without evidence.
    """
    if done_on > local_date(now):
        raise ComplaintError(_("This day is still to come."), field="done_on")
    if not evidence.strip():
        raise ComplaintError(_("Say how we know that it is done."), field="evidence")
    if done_on >= action.check_on:
        raise ComplaintError(
            _("It was done after the day to look at its effect: choose a later day first."),
            field="done_on",
        )
    _move(
        action,
        ActionState.PLANNED,
        state=ActionState.DONE,
        done_on=done_on,
        evidence=evidence.strip(),
    )
    complete_tasks_of(task_key(action, "do"), by=by, now=now)
    _put_task(action, "check", by=by, now=now)
    record("action.done", action, by=by)
    return action


@transaction.atomic
def check_action(
    action: CorrectiveAction, *, effect: str, finding: str, by: Any, now: datetime
) -> CorrectiveAction:
    """Record what the action turned out to do; raises ComplaintError on an unknown effect."""
    if effect not in Effect.values:
        raise ComplaintError(_("Say whether it worked."), field="effect")
    _move(
        action,
        ActionState.DONE,
        state=ActionState.CHECKED,
        effect=effect,
        finding=finding.strip(),
        checked_on=local_date(now),
        checked_by=by,
    )
    complete_tasks_of(task_key(action, "check"), by=by, now=now)
    record("action.check", action, by=by)
    return action


@transaction.atomic
def drop_action(
    action: CorrectiveAction, *, reason: str, by: Any, now: datetime
) -> CorrectiveAction:
    """Give up an action that was planned; its reason stands with the plan and its task is cancelled."""
    if not reason.strip():
        raise ComplaintError(_("Give a reason."), field="reason")
    dropped = _("Dropped: %(reason)s") % {"reason": reason.strip()}
    plan = "\n\n".join(part for part in (action.plan, dropped) if part)
    _move(action, ActionState.PLANNED, state=ActionState.DROPPED, plan=plan)
    cancel_tasks_of(task_key(action), by=by, now=now)
    record("action.drop", action, by=by)
    return action


@transaction.atomic
def link_complaint(action: CorrectiveAction, complaint: Complaint, *, by: Any) -> None:
    """Put a complaint that led to an action under it; twice is once."""
    action.complaints.add(complaint)
    record("action.link", action, by=by, changes=["complaints"])


@transaction.atomic
def unlink_complaint(action: CorrectiveAction, complaint: Complaint, *, by: Any) -> None:
    """Take a complaint from an action."""
    action.complaints.remove(complaint)
    record("action.unlink", action, by=by, changes=["complaints"])


def same_trouble(action: CorrectiveAction, user: Any) -> QuerySet[Complaint]:
    """Return the complaints an action is against, of its cause and its category, branches included."""
    rows = Complaint.objects.visible_to(user).counting()
    if action.cause_id:
        rows = rows.filter(Q(cause=action.cause_id) | Q(cause__parent=action.cause_id))
    if action.category_id:
        rows = rows.filter(Q(category=action.category_id) | Q(category__parent=action.category_id))
    return rows


def recurrence(action: CorrectiveAction, user: Any, today: date) -> Recurrence | None:
    """Count the same trouble before and after the fix; None until a day has passed. Two queries."""
    found = spans(action.done_on, today) if action.done_on else None
    if found is None:
        return None
    rows = same_trouble(action, user)
    before, after = (
        rows.filter(received_at__gte=day_start(first), received_at__lt=day_end(last)).count()
        for first, last in (found.before, found.after)
    )
    return Recurrence(before, after, found.days)
