"""Orders: the revenue of an account. The first one makes the customer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from customers.accounts.facts import lock_account
from customers.accounts.services import make_customer
from customers.deals.facts import refresh_revenue
from customers.deals.models import Deal, Order, OrderSource
from customers.errors import CustomerError, EditConflict


def _check_day(on: date, now: datetime) -> None:
    """Refuse an order of tomorrow."""
    if on > local_date(now):
        raise CustomerError(
            _("An order cannot be dated in the future. Make it a deal."), field="ordered_on"
        )


def _check_reference(source: str, external_ref: str, but: int | None = None) -> None:
    """Refuse a reference another order of this source has."""
    same = Order.objects.filter(source=source, external_ref=external_ref).exclude(pk=but)
    if external_ref and same.exists():
        raise CustomerError(_("Another order has this reference."), field="external_ref")


@transaction.atomic
def add_order(
    account: Any,
    *,
    ordered_on: date,
    amount: Decimal,
    by: Any,
    now: datetime,
    source: str = OrderSource.MANUAL,
    external_ref: str = "",
    deal: Deal | None = None,
    **fields: Any,
) -> Order:
    """Add a revenue line, excluding VAT; the first one makes a customer of the account.

    With `deal`, the order of that won deal takes the reference and the amount: one sale counts once.
    """
    _check_day(ordered_on, now)
    lock_account(account.pk)
    if deal is not None:
        return _confirm_order_of(
            deal, ordered_on=ordered_on, amount=amount, external_ref=external_ref, by=by, now=now
        )
    _check_reference(source, external_ref)
    order = Order.objects.create(
        account=account,
        ordered_on=ordered_on,
        amount=amount,
        source=source,
        external_ref=external_ref,
        created_by=by,
        created_at=now,
        **fields,
    )
    refresh_revenue(account.pk, now=now)
    make_customer(account, on=ordered_on, by=by, now=now, imported=source == OrderSource.IMPORT)
    record("order.create", order, by=by)
    return order


def _confirm_order_of(
    deal: Deal, *, ordered_on: date, amount: Decimal, external_ref: str, by: Any, now: datetime
) -> Order:
    """Let the real order of a won deal take the place of the expected one: the same row."""
    order = Order.objects.filter(deal=deal).first()
    if order is None:
        raise CustomerError(_("This deal has no order: it is not won."), field="deal")
    return edit_order(
        order,
        version=order.version,
        by=by,
        now=now,
        ordered_on=ordered_on,
        amount=amount,
        external_ref=external_ref,
    )


@transaction.atomic
def edit_order(order: Order, *, version: int, by: Any, now: datetime, **fields: Any) -> Order:
    """Change an order read at `version`. Raises CustomerConflict when changed since."""
    if "ordered_on" in fields:
        _check_day(fields["ordered_on"], now)
    if "external_ref" in fields:
        _check_reference(order.source, fields["external_ref"], but=order.pk)
    lock_account(order.account_id)
    changed = Order.objects.filter(pk=order.pk, version=version).update(
        **fields, version=F("version") + 1
    )
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this order while you were typing. Nothing was lost: compare."),
            Order.objects.get(pk=order.pk),
            fields,
        )
    order.refresh_from_db()
    refresh_revenue(order.account_id, now=now)
    record("order.edit", order, by=by, changes=fields)
    return order


def _remove(order: Order) -> None:
    """Remove an order, unless a case refers to it; a savepoint keeps the transaction usable."""
    try:
        with transaction.atomic():
            order.delete()
    except ProtectedError as error:
        raise CustomerError(_("A complaint refers to this order, so it stays.")) from error


@transaction.atomic
def delete_order(order: Order, *, by: Any, now: datetime) -> None:
    """Remove an order entered by hand or imported; a won deal's order goes by reopening the deal."""
    if order.deal_id is not None:
        raise CustomerError(_("This order belongs to a won deal. Reopen the deal to remove it."))
    lock_account(order.account_id)
    record("order.delete", order, by=by)
    _remove(order)
    refresh_revenue(order.account_id, now=now)


def order_of_won_deal(deal: Deal, *, by: Any, now: datetime) -> Order:
    """Make the order of a deal that was just won; the caller holds the transaction."""
    order = Order.objects.create(
        account_id=deal.account_id,
        deal=deal,
        ordered_on=deal.closed_on,
        amount=deal.amount,
        description=deal.title,
        product_group=deal.product.group if deal.product else "",
        source=OrderSource.DEAL,
        created_by=by,
        created_at=now,
    )
    refresh_revenue(deal.account_id, now=now)
    return order


def remove_order_of_reopened_deal(deal: Deal, *, by: Any, now: datetime) -> None:
    """Remove the order of a won deal that is reopened, unless bookkeeping knows it."""
    lock_account(deal.account_id)
    order = Order.objects.select_for_update().filter(deal=deal).first()
    if order is None:
        return
    if order.external_ref:
        raise CustomerError(
            _(
                "The order of this deal has reference %(reference)s in your books. "
                "Remove the reference from the order first."
            )
            % {"reference": order.external_ref}
        )
    record("order.delete", order, by=by)
    _remove(order)
    refresh_revenue(deal.account_id, now=now)
