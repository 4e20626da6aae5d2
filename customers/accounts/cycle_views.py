"""The pages of the moves on the cycle: purchase, win-back, correction; ending is in `customers.winback`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.shared.access import Role, forbid_unless
from crm.shared.localtime import local_date
from crm.shared.toasts import toast
from customers.accounts.events import LifecycleEvent
from customers.accounts.forms import BuyForm, CorrectForm
from customers.accounts.models import Account
from customers.accounts.services import (
    correct_stage,
    make_customer,
)
from customers.accounts.views import editable_account
from customers.errors import CustomerError

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
