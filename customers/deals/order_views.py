"""Pages of orders: the list with its total, adding, changing, removing."""

from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared import mentions
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from crm.shared.toasts import toast
from customers.activities.choosing import choose_account
from customers.deals import services
from customers.deals.forms import OrderForm
from customers.deals.lists import ORDERS
from customers.deals.models import Order
from customers.errors import CustomerError
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


@require_safe
def order_list(request: HttpRequest) -> HttpResponseBase:
    """Show orders, the newest first, with the total of what is listed."""
    rows = Order.objects.visible_to(request.user)
    form = ORDERS.filter_form(request.GET, request=request)
    context: dict[str, Any] = {}
    if request.GET.get("format") != "csv":
        context["total"] = form.narrowed(rows).order_by().aggregate(total=Sum("amount"))["total"]
        context["people"] = people_choices(request.user, form.cleaned_data)
    return list_response(
        request,
        ORDERS,
        rows.select_related("account"),
        template="orders/order_list.html",
        fragment="orders/_order_table.html",
        context=context,
    )


def _form_page(request: HttpRequest, form: OrderForm, account: Any, order: Any) -> HttpResponse:
    context = {
        "form": form,
        "account": account,
        "order": order,
        "differences": differences(form),
        "mentions": mentions.of("order", request.user, order.pk) if order else [],
        "back": next_address(request, f"{reverse('orders:list')}?account={account.pk}"),
    }
    return render(request, "orders/order_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def order_create(request: HttpRequest) -> HttpResponse:
    """Add an order; the first one makes the customer."""
    if not request.GET.get("account"):
        return choose_account(request, _("New order"))
    account, now = load_account(request.user, request.GET["account"]), timezone.now()
    form = OrderForm(request.POST or None, initial={"ordered_on": local_date(now)})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: services.add_order(account, by=request.user, now=now, **form.values())
        )
        if made:
            undo = reverse("orders:delete", args=[made.pk])
            toast(request, _("Order added."), undo_url=undo)
            return go_back(request, account.get_absolute_url())
    return _form_page(request, form, account, None)


@require_http_methods(["GET", "HEAD", "POST"])
def order_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an order."""
    order = load_editable(Order.objects.select_related("account", "deal"), request.user, pk)
    form = OrderForm(request.POST or None, instance=order)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_order(
                order,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Order saved."))
            return go_back(request, order.account.get_absolute_url())
    return _form_page(request, form, order.account, order)


@require_POST
def order_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an order."""
    order = load_editable(Order.objects.select_related("account"), request.user, pk)
    back = f"{reverse('orders:list')}?account={order.account_id}"
    try:
        services.delete_order(order, by=request.user, now=timezone.now())
    except CustomerError as refusal:
        context = {"refusal": refusal, "back": next_address(request, back)}
        return render(request, "activities/refused.html", context, status=refusal.status)
    toast(request, _("Order removed."))
    return go_back(request, back)
