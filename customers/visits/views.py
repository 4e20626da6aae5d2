"""The queue of visits that are due, and planning them: one by one or many at once."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from crm.shared.counting import scalars
from crm.shared.formats import number
from crm.shared.localtime import local_date
from crm.shared.toasts import toast
from customers.accounts.lists import CappedCount, capped
from customers.accounts.models import Account
from customers.activities.visits import plan_visits
from customers.filters import may_change_account, people_choices
from customers.formwork import attempt, go_back
from customers.visits import queue
from customers.visits.forms import DueFilter, PlanForm


def proposed(today: date) -> date:
    """Return the day a visit is proposed on: a week from today, from a weekend on the Monday after."""
    day = today + timedelta(days=7)
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() > 4 else 0)


def _page(request: HttpRequest, form: PlanForm | None = None, status: int = 200) -> HttpResponse:
    """Show the queue; `form` is a plan that was refused, with what was ticked."""
    now = timezone.now()
    today = local_date(now)
    asked = DueFilter(request.GET, request=request)
    accounts = asked.narrowed(Account.objects.visible_to(request.user))
    page = queue.read(
        accounts, today=today, after=queue.read_position(request.GET.get("after", ""))
    )
    if form is None:
        form = PlanForm(user=request.user, initial={"on": proposed(today)})
    waiting = CappedCount(accounts.filter(queue.due_q(today)))
    count = scalars(request.user, due=waiting)["due"] or 0
    context: dict[str, Any] = {
        "rows": page.rows,
        "more": page.more,
        "count": capped(count),
        "may_plan": any(may_change_account(request.user, due.account) for due in page.rows),
        "filter": asked,
        "plan": form,
        "ticked": set(form.data.getlist("accounts")) if form.is_bound else set(),
        "people": people_choices(request.user, asked.cleaned_data),
        "rhythm": queue.visits_a_year(),
        "today": today,
    }
    return render(request, "visits/due.html", context, status=status)


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Show whose visit is due, the most urgent first."""
    return _page(request)


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Plan the ticked visits, or the one whose button was pressed."""
    data = request.POST.copy()
    if data.get("only"):
        data.setlist("accounts", [data["only"]])
    form = PlanForm(data, user=request.user)
    if not form.is_valid():
        return _page(request, form, 422)
    found = attempt(
        form,
        lambda: plan_visits(
            form.cleaned_data["accounts"],
            on=form.cleaned_data["on"],
            by=request.user,
            now=timezone.now(),
        ),
    )
    if found is None:
        return _page(request, form, 422)
    tasks, planned = found
    said = ngettext("%(count)s visit planned.", "%(count)s visits planned.", len(tasks)) % {
        "count": number(len(tasks))
    }
    if planned:
        names = ", ".join(account.name for account in planned[:3])
        said += " " + _("Already planned: %(names)s.") % {"names": names}
    undo = reverse("tasks:cancel", args=[tasks[0].pk]) if len(tasks) == 1 else ""
    toast(request, said, undo_url=undo)
    return go_back(request, reverse("visits:due"))
