"""Turns tasks, promises and complaint clocks into items of My day."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.cases.models import NO_DUE, Complaint
from crm.dashboard.home.scope import People
from crm.dashboard.home.work import WorkItem, due_moment, week_end
from crm.shared.formats import clock_time, long_day, moment, short_day
from crm.shared.localtime import day_end, local_date
from customers.activities.models import Task, TaskOrigin
from customers.promises.models import Promise

LIMIT = 60  # items read of a kind; My day says so when there are more

ICONS = {
    TaskOrigin.MANUAL: ("check2-square", ""),
    TaskOrigin.COMPLAINT: ("chat-left-text", "warn"),
    TaskOrigin.PROMISE: ("hand-index-thumb", "warn"),
    TaskOrigin.PLAN: ("journal-text", ""),
    TaskOrigin.LIFECYCLE: ("arrow-repeat", "ring"),
    TaskOrigin.DEAL: ("kanban", ""),
}
BANDS = {
    "detractor": ("emoji-frown", "det"),
    "promoter": ("emoji-smile", "pro"),
}


def tasks(people: People, user: Any, now: datetime) -> QuerySet[Task]:
    """Return open tasks of these people, due this week at the latest."""
    return (
        Task.objects.visible_to(user)
        .open()
        .filter(people.q("assignee"), due_on__lte=week_end(local_date(now)))
    )


def promises(people: People, user: Any, now: datetime) -> QuerySet[Promise]:
    """Return promises these people still owe, due this week at the latest."""
    return (
        Promise.objects.visible_to(user)
        .open()
        .filter(people.q("owner"), due_on__lte=week_end(local_date(now)))
    )


def complaints(people: People, user: Any, now: datetime) -> QuerySet[Complaint]:
    """Return open complaints these people handle, or of their accounts, with a clock that runs out."""
    until = day_end(week_end(local_date(now)))
    return (
        Complaint.objects.visible_to(user)
        .open()
        .filter(people.q("handler") | people.accounts_q("account__") & Q(account__isnull=False))
        .filter(sort_due_at__lt=min(until, NO_DUE))
    )


def task_mark(task: Task) -> tuple[str, str]:
    """Return icon and tone of a task by where it came from; a survey's by what was answered."""
    if task.origin == TaskOrigin.SURVEY:
        band = next((b for b in BANDS if (task.origin_key or "").endswith(b)), "")
        return BANDS.get(band, ("speedometer2", ""))
    return ICONS[TaskOrigin(task.origin)]


def task_item(task: Task) -> WorkItem:
    """Show a task: completing it is a tick."""
    icon, tone = task_mark(task)
    return WorkItem(
        key=f"task-{task.pk}",
        kind="task",
        icon=icon,
        tone=tone,
        title=task.title,
        detail=task.account.name if task.account_id else "",
        url=task.url
        or (
            task.account.get_absolute_url()
            if task.account_id
            else reverse("tasks:edit", args=[task.pk])
        ),
        due=due_moment(task.due_on, task.due_time),
        timed=task.due_time is not None,
        done_url=reverse("tasks:complete", args=[task.pk]),
        owner=task.assignee.display_name if task.assignee_id else "",
    )


def promise_item(promise: Promise) -> WorkItem:
    """Show a promise: delivering it is a tick."""
    to = promise.contact.name if promise.contact_id else promise.account.name
    return WorkItem(
        key=f"promise-{promise.pk}",
        kind="promise",
        icon="hand-index-thumb",
        tone="warn",
        title=_("%(what)s, %(account)s") % {"what": promise.text, "account": promise.account.name},
        detail=_("Promise to %(who)s, expected %(day)s")
        % {"who": to, "day": long_day(promise.due_on)},
        url=promise.account.get_absolute_url() + "#promises",
        due=due_moment(promise.due_on, promise.due_time),
        timed=promise.due_time is not None,
        done_url=reverse("promises:deliver", args=[promise.pk]),
        owner=promise.owner.display_name,
    )


def complaint_item(complaint: Complaint) -> WorkItem:
    """Show a complaint's clock that runs out first; a decision is no tick."""
    who = complaint.account.name if complaint.account_id else complaint.party
    handled = (
        _("handled by %(name)s") % {"name": complaint.handler.display_name}
        if complaint.handler_id
        else _("nobody handles it yet")
    )
    return WorkItem(
        key=f"complaint-{complaint.pk}",
        kind="complaint",
        icon="chat-left-text",
        tone="warn",
        title=_("%(account)s: %(clock)s")
        % {"account": who, "clock": complaint.get_next_clock_display()},
        detail=f"{complaint.number}, {complaint.subject}, {handled}",
        url=complaint.get_absolute_url(),
        due=complaint.sort_due_at,
        timed=True,
        owner=complaint.handler.display_name if complaint.handler_id else "",
    )


def work_items(people: People, user: Any, now: datetime) -> list[WorkItem]:
    """Read everything due this week: three queries, whatever there is."""
    found = [
        task_item(t)
        for t in tasks(people, user, now)
        .select_related("account", "assignee")
        .order_by("due_on", "pk")[:LIMIT]
    ]
    found += [
        promise_item(p)
        for p in promises(people, user, now)
        .select_related("account", "contact", "owner")
        .order_by("due_on", "pk")[:LIMIT]
    ]
    found += [
        complaint_item(c)
        for c in complaints(people, user, now)
        .select_related("account", "contact", "handler")
        .order_by("sort_due_at", "pk")[:LIMIT]
    ]
    return found


def time_left(item: WorkItem, now: datetime, ahead: date | None = None) -> tuple[str, str]:
    """Return the clock state (late, soon or none) and its words for an item.

    `ahead` is the next working day: a promise due by then is pressing already.
    """
    if item.due <= now:
        late = now - item.due
        if late < timedelta(hours=1):
            return "late", _("just late")
        if late < timedelta(hours=24):
            return "late", _("%(hours)s h late") % {"hours": int(late.total_seconds() // 3600)}
        return "late", _("%(days)s d late") % {"days": late.days}
    pressing = item.kind in ("promise", "complaint") or item.tone == "det"
    if local_date(item.due - timedelta(seconds=1)) <= local_date(now):
        words = clock_time(item.due) if item.timed else _("today")
        return ("soon" if pressing else ""), words
    on = item.due if item.timed else item.due - timedelta(seconds=1)
    if item.kind == "promise" and ahead is not None and local_date(on) <= ahead:
        return "soon", moment(on) if item.timed else short_day(on, weekday=True)
    return "", moment(on) if item.timed else short_day(on, weekday=True)
