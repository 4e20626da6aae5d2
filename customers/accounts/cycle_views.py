"""The pages of the moves on the cycle: purchase, win-back, end, planned end, correction."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.shared.access import Role, forbid_unless
from crm.shared.formats import day
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.toasts import toast
from customers.accounts.forms import BuyForm, CorrectForm, EndForm
from customers.accounts.models import Account, LifecycleEvent, PlannedEnd, Stage
from customers.accounts.services import (
    cancel_planned_end,
    correct_stage,
    end_relationship,
    make_customer,
)
from customers.accounts.views import editable_account
from customers.deals.models import Deal
from customers.errors import CustomerError
from customers.promises.models import Promise

SHOWN = 20


def _answer(
    request: HttpRequest, template: str, form: Any, account: Account, **context: Any
) -> HttpResponse:
    """Show a form: 200 to begin with, 422 with what was typed, 409 when somebody was faster."""
    status = context.pop("status", 422 if form.is_bound else 200)
    return render(request, template, {"form": form, "account": account, **context}, status=status)


def _refuse(form: Any, error: CustomerError) -> int:
    form.add_error(error.field if error.field in form.fields else None, str(error))
    return error.status


@require_http_methods(["GET", "HEAD", "POST"])
def account_buy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a potential customer a customer by hand: first purchase, or won back."""
    account = editable_account(request, pk)
    now, status = timezone.now(), None
    sent = request.method == "POST"
    form = BuyForm(request.POST if sent else None, initial={"on": local_date(now)})
    if sent and form.is_valid():
        try:
            make_customer(
                account, on=form.cleaned_data["on"], by=request.user, now=now, by_hand=True
            )
            toast(request, _("%(account)s is a customer now.") % {"account": account.name})
            return redirect(account)
        except CustomerError as error:
            status = _refuse(form, error)
    more = {"status": status} if status else {}
    return _answer(request, "customers/account_buy.html", form, account, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def account_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the relationship; what is still open is shown before anything happens."""
    account = editable_account(request, pk)
    now, status = timezone.now(), None
    sent = request.method == "POST"
    planned = _planned_end(request, account)
    form = EndForm(request.POST if sent else None, initial=_start(planned, local_date(now)))
    if sent and form.is_valid():
        try:
            done = end_relationship(account, by=request.user, now=now, **form.cleaned_data)
            toast(request, _ended(account, done))
            return redirect(account)
        except CustomerError as error:
            status = _refuse(form, error)
    context = open_matters(request, account) | {
        "planned": planned,
        "rest_days": get_organisation().winback_rest_days,
        "may_end": account.stage == Stage.CUSTOMER,
    }
    if status:
        context["status"] = status
    return _answer(request, "customers/account_end.html", form, account, **context)


def _planned_end(request: HttpRequest, account: Account) -> PlannedEnd | None:
    found = PlannedEnd.objects.visible_to(request.user).filter(account=account)
    return found.select_related("planned_by").first()


def _start(planned: PlannedEnd | None, today: Any) -> dict[str, Any]:
    """Begin with the plan, if there is one."""
    if planned is None:
        return {"on": today}
    fields = ("initiator", "reason", "competitor", "note", "silence_reason")
    return {"on": planned.ends_on} | {name: getattr(planned, name) for name in fields}


def _ended(account: Account, done: LifecycleEvent | PlannedEnd) -> str:
    if isinstance(done, PlannedEnd):
        return _("The end of the relationship is planned for %(day)s.") % {"day": day(done.ends_on)}
    if account.stage == Stage.FORMER:
        return _("The relationship has ended.")
    return _(
        "The relationship has ended; %(account)s is a potential customer again, cycle %(n)s."
    ) % {
        "account": account.name,
        "n": account.cycle,
    }


def open_matters(request: HttpRequest, account: Account) -> dict[str, Any]:
    """Return what is open at an account: deals and promises; complaints and score are its columns."""
    user = request.user
    return {
        "deals": Deal.objects.visible_to(user).open().filter(account=account)[:SHOWN],
        "promises": Promise.objects.visible_to(user).open().filter(account=account)[:SHOWN],
    }


@require_POST
def account_cancel_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a planned end."""
    account = editable_account(request, pk)
    if cancel_planned_end(account, by=request.user, now=timezone.now()):
        toast(request, _("The planned end was taken back."))
    return redirect(account)


@require_http_methods(["GET", "HEAD", "POST"])
def account_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the stage; a manager's act with a reason."""
    forbid_unless(request.user, Role.MANAGER)
    account = editable_account(request, pk)
    now, status = timezone.now(), None
    sent = request.method == "POST"
    form = CorrectForm(
        request.POST if sent else None, stage=account.stage, initial={"on": local_date(now)}
    )
    if sent and form.is_valid():
        try:
            correct_stage(account, by=request.user, now=now, **form.cleaned_data)
            toast(request, _("The stage was corrected."))
            return redirect(account)
        except CustomerError as error:
            status = _refuse(form, error)
    events = LifecycleEvent.objects.visible_to(request.user).of(account).select_related("actor")
    context: dict[str, Any] = {"events": events.order_by("-pk")[:SHOWN]}
    if status:
        context["status"] = status
    return _answer(request, "customers/account_correct.html", form, account, **context)
