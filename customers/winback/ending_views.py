"""The page that ends a relationship: what is open, who and why, and the way back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.shared.formats import day
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.toasts import toast
from customers.accounts.events import LifecycleEvent, PlannedEnd
from customers.accounts.models import Account, Stage
from customers.accounts.services import cancel_planned_end
from customers.accounts.views import editable_account
from customers.deals.models import Deal
from customers.formwork import attempt, status_of
from customers.promises.models import Promise
from customers.winback.ending import end_with_open_matters
from customers.winback.forms import EndForm

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def account_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the relationship; what is still open is shown before anything happens."""
    account = editable_account(request, pk)
    now = timezone.now()
    sent = request.method == "POST"
    plans = PlannedEnd.objects.visible_to(request.user).filter(account=account)
    planned = plans.select_related("planned_by", "win_back_owner").first()
    form = EndForm(
        request.POST if sent else None, account=account, planned=planned, today=local_date(now)
    )
    if sent and form.is_valid():
        done = attempt(
            form,
            lambda: end_with_open_matters(account, by=request.user, now=now, **form.cleaned_data),
        )
        if done:
            toast(request, _ended(account, done))
            return redirect(account)
    context = open_matters(request, account) | {
        "form": form,
        "account": account,
        "planned": planned,
        "rest_days": get_organisation().winback_rest_days,
        "may_end": account.stage == Stage.CUSTOMER,
    }
    return render(request, "customers/account_end.html", context, status=status_of(form))


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
