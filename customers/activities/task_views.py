"""Pages of tasks: the list, adding, changing, doing, undoing."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.errors import Refusal
from crm.shared.lists import list_response
from crm.shared.toasts import toast
from customers.activities import endings, services
from customers.activities.forms import TaskForm
from customers.activities.lists import TASKS
from customers.activities.models import Task, TaskKind, TaskState
from customers.filters import people_choices
from customers.formwork import (
    attempt,
    differences,
    go_back,
    load_account,
    load_editable,
    next_address,
    status_of,
)

ROWS = ("account", "assignee", "contact")


@require_safe
def task_list(request: HttpRequest) -> HttpResponseBase:
    """Show what is to do."""
    asked = TASKS.filter_form(request.GET, request=request)
    asked.is_valid()
    return list_response(
        request,
        TASKS,
        Task.objects.visible_to(request.user).select_related("account", "assignee"),
        template="tasks/task_list.html",
        fragment="tasks/_task_table.html",
        context={"people": people_choices(request.user, asked.cleaned_data)},
    )


def _form_page(
    request: HttpRequest, form: TaskForm, *, task: Task | None, account: Any
) -> HttpResponse:
    """Show the form, with what went wrong."""
    context = {
        "form": form,
        "task": task,
        "account": account,
        "differences": differences(form),
        "back": next_address(
            request, account.get_absolute_url() if account else reverse("tasks:list")
        ),
    }
    return render(request, "tasks/task_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def task_create(request: HttpRequest) -> HttpResponse:
    """Add a task, for an account or for oneself."""
    asked = request.GET.get("account")
    account = load_account(request.user, asked) if asked else None
    form = TaskForm(
        request.POST or None,
        account=account,
        user=request.user,
        initial={
            "due_on": request.GET.get("due_on", "")[:10],
            "contact": request.GET.get("contact", "")[:19],
        },
    )
    if request.method == "POST" and form.is_valid():
        task = attempt(
            form,
            lambda: services.add_task(
                account, by=request.user, now=timezone.now(), **form.values()
            ),
        )
        if task:
            toast(request, _("Task added."), undo_url=reverse("tasks:cancel", args=[task.pk]))
            return go_back(
                request, account.get_absolute_url() if account else reverse("tasks:list")
            )
    return _form_page(request, form, task=None, account=account)


@require_http_methods(["GET", "HEAD", "POST"])
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task; its day too."""
    task = load_editable(Task.objects.select_related(*ROWS), request.user, pk)
    account = task.account
    form = TaskForm(request.POST or None, instance=task, account=account, user=request.user)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_task(
                task,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Task saved."))
            return go_back(
                request, account.get_absolute_url() if account else reverse("tasks:list")
            )
    return _form_page(request, form, task=task, account=account)


def _act(request: HttpRequest, task: Task, act: Any, said: str, undo: str = "") -> HttpResponse:
    """Run one act on a task and go back where it was asked."""
    try:
        act(task, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return render(
            request,
            "activities/refused.html",
            {"refusal": refusal, "back": next_address(request, reverse("tasks:list"))},
            status=refusal.status,
        )
    toast(request, said, undo_url=reverse(undo, args=[task.pk]) if undo else "")
    return go_back(request, reverse("tasks:list"))


@require_POST
def task_complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a task done: a visit asks what was said, a follow-up is recorded as contacted."""
    task = load_editable(Task.objects.select_related(*ROWS), request.user, pk)
    if task.kind == TaskKind.VISIT and task.state == TaskState.OPEN and task.account_id:
        query = {"account": task.account_id, "task": pk, "next": next_address(request, "")}
        return redirect(f"{reverse('activities:create')}?{urlencode(query)}")
    if endings.of(task) is not None:
        said = _("Recorded as contacted. The follow-ups list still asks how it ended.")
        return _act(request, task, services.complete_task, said)
    return _act(request, task, services.complete_task, _("Done."), "tasks:reopen")


@require_POST
def task_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a task open again."""
    task = load_editable(Task.objects.select_related(*ROWS), request.user, pk)
    return _act(request, task, services.reopen_task, _("The task is open again."))


@require_POST
def task_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task off the list."""
    task = load_editable(Task.objects.select_related(*ROWS), request.user, pk)
    return _act(request, task, services.cancel_task, _("Task cancelled."), "tasks:reopen")
