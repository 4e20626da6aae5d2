"""The pages of corrective actions: the list, one action, its steps."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.actions import services
from complaints.actions.effect import Recurrence, spans
from complaints.actions.forms import ActionForm, CheckForm, DropForm, FinishForm, LinkForm
from complaints.actions.lists import LIST
from complaints.actions.models import ActionState, CorrectiveAction
from complaints.cases.models import Complaint
from complaints.learning.trees import named_subject
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.formats import signed
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from customers.formwork import attempt, differences, load_editable, status_of

DESK = (Role.COMPLAINT_HANDLER, Role.MANAGER)
FORM = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 100
CHECK_AFTER = timedelta(days=90)  # first suggestion for the look at the effect
DUE_AFTER = timedelta(days=30)
ROWS = ("owner", "cause", "category", "checked_by", "created_by")


@require_safe
def action_list(request: HttpRequest) -> HttpResponseBase:
    """Show what is being changed, and whether it worked."""
    today = local_date(timezone.now())
    return list_response(
        request,
        LIST,
        CorrectiveAction.objects.visible_to(request.user)
        .with_late(today)
        .select_related("owner", "cause", "category"),
        template="complaints/action_list.html",
        fragment="complaints/_action_table.html",
        context={"is_desk": has_role(request.user, *DESK)},
    )


@FORM
def create(request: HttpRequest) -> HttpResponse:
    """Plan an action, against the cause, category or complaint the address names."""
    forbid_unless(request.user, *DESK)
    today = local_date(timezone.now())
    first = CorrectiveAction(
        owner=request.user, due_on=today + DUE_AFTER, check_on=today + DUE_AFTER + CHECK_AFTER
    )
    first.cause, first.category = named_subject(
        request.GET.get("cause", "")[:60], request.GET.get("category", "")[:60]
    )
    asked = request.GET.get("complaint", "")[:20].upper()
    complaint = Complaint.objects.visible_to(request.user).filter(number=asked).first()
    if complaint is not None:
        first.cause, first.category = complaint.cause, complaint.category
    return _edit(request, first, [complaint] if complaint else [])


@FORM
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is planned."""
    return _edit(request, _of(request, pk), [])


def _edit(
    request: HttpRequest, action: CorrectiveAction, complaints: list[Complaint]
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    pk = action.pk
    form = ActionForm(posted, instance=action, user=request.user)
    if posted is not None and form.is_valid():
        now, values = timezone.now(), form.values()
        saved = attempt(
            form,
            lambda: (
                services.edit_action(
                    CorrectiveAction(pk=pk),
                    version=form.cleaned_data["version"] or 0,
                    by=request.user,
                    now=now,
                    **values,
                )
                if pk
                else services.plan_action(by=request.user, now=now, complaints=complaints, **values)
            ),
        )
        if saved:
            messages.success(request, _("The action is saved."))
            return redirect(saved)
    context = {
        "form": form,
        "action": action if pk else None,
        "complaints": complaints,
        "differences": differences(form),
    }
    return render(request, "complaints/action_form.html", context, status=status_of(form))


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one action: what it is against, how far it is, and whether the trouble came back."""
    rows = CorrectiveAction.objects.visible_to(request.user).select_related(*ROWS)
    return _page(request, get_object_or_404(rows, pk=pk))


def _page(
    request: HttpRequest, action: CorrectiveAction, form: forms.Form | None = None, step: str = ""
) -> HttpResponse:
    today = local_date(timezone.now())
    desk = has_role(request.user, *DESK)
    linked = Complaint.objects.visible_to(request.user).filter(actions=action)
    found = services.recurrence(action, request.user, today)
    shown: dict[str, forms.Form] = {
        "finish": FinishForm(initial={"done_on": today}),
        "check": CheckForm(),
        "drop": DropForm(),
        "link": LinkForm(user=request.user),
    }
    if form is not None:
        shown[step] = form
    context = {
        "action": action,
        "today": today,
        "is_late": (action.state == ActionState.PLANNED and action.due_on < today)
        or (action.state == ActionState.DONE and action.check_on < today),
        "editable": desk or action.owner_id == request.user.pk,
        "is_desk": desk,
        "forms": shown,
        "found": found,
        **doors_of(action, found, today),
        "linked": linked.select_related("account").order_by("-received_at", "-pk")[:SHOWN],
    }
    return render(
        request, "complaints/action_detail.html", context, status=status_of(form) if form else 200
    )


def doors_of(action: CorrectiveAction, found: Recurrence | None, today: date) -> dict[str, Any]:
    """Return the lists behind both counts, and the change in words."""
    around = spans(action.done_on, today) if found is not None and action.done_on else None
    if found is None or around is None:
        return {}
    subject = {"cause": action.cause, "category": action.category}
    keys = {name: one.key for name, one in subject.items() if one is not None}
    base = reverse("complaints:list")

    def door(first: date, last: date) -> str:
        query = urlencode({**keys, "since": first.isoformat(), "until": last.isoformat()})
        return f"{base}?{query}"

    change = ""
    if found.change is not None:
        change = _("%(change)s compared with before.") % {
            "change": signed(float(found.change)) + "%"
        }
    return {
        "spans": around,
        "change": change,
        "before_url": door(*around.before) if found.before else "",
        "after_url": door(*around.after) if found.after else "",
    }


def _of(request: HttpRequest, pk: int) -> CorrectiveAction:
    """Return an action the reader may change."""
    rows = CorrectiveAction.objects.visible_to(request.user).select_related(*ROWS)
    return load_editable(rows, request.user, pk)


def _step(
    request: HttpRequest,
    pk: int,
    step: str,
    form: forms.Form,
    act: Callable[[CorrectiveAction, dict[str, Any]], Any],
    said: str,
) -> HttpResponse:
    """Take one step of an action, or show its page again with what was typed and why not."""
    action = _of(request, pk)
    if form.is_valid() and attempt(form, lambda: act(action, dict(form.cleaned_data)) or True):
        messages.success(request, said)
        return redirect(action)
    return _page(request, action, form, step)


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that an action is done, with the evidence."""
    now = timezone.now()
    return _step(
        request,
        pk,
        "finish",
        FinishForm(request.POST),
        lambda action, data: services.finish_action(action, by=request.user, now=now, **data),
        _("Done. On the day you chose we ask whether it worked."),
    )


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Record whether an action worked."""
    now = timezone.now()
    return _step(
        request,
        pk,
        "check",
        CheckForm(request.POST),
        lambda action, data: services.check_action(action, by=request.user, now=now, **data),
        _("The effect is on record."),
    )


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an action up, with a reason."""
    now = timezone.now()
    return _step(
        request,
        pk,
        "drop",
        DropForm(request.POST),
        lambda action, data: services.drop_action(action, by=request.user, now=now, **data),
        _("The action was dropped; its task is gone."),
    )


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a complaint under an action."""
    return _step(
        request,
        pk,
        "link",
        LinkForm(request.POST, user=request.user),
        lambda action, data: services.link_complaint(action, data["number"], by=request.user),
        _("The complaint stands with the action."),
    )


@require_POST
def unlink(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """Take a complaint from an action."""
    action = _of(request, pk)
    complaint = get_object_or_404(Complaint.objects.visible_to(request.user), number=number.upper())
    services.unlink_complaint(action, complaint, by=request.user)
    return redirect(action)
