"""Bringing in orders: known by reference, else by account, day, amount and text.

An imported order of the sale of a won deal takes the place of that deal's order: it counts once. It is
recognised by the deal's reference, else by the same account and amount within two weeks.
"""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from crm.shared.audit.services import record_many
from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.localtime import local_date
from customers.accounts.imports import AccountBook, account_of, check_default_account
from customers.accounts.models import Account
from customers.deals.facts import refresh_sales
from customers.deals.imports import finish
from customers.deals.models import Deal, Order, OrderSource

SAME_SALE = timedelta(days=14)


class OrderBook:
    """Knows the orders of a chunk's accounts that a line may be about."""

    def __init__(self, accounts: list[Account], rows: list[Row]) -> None:
        ids = {a.pk for a in accounts}
        days = [row.values["ordered_on"] for row in rows]
        refs = [row.get("external_ref") for row in rows if row.get("external_ref")]
        near = Order.objects.filter(
            account__in=ids,
            ordered_on__gte=min(days) - SAME_SALE,
            ordered_on__lte=max(days) + SAME_SALE,
        )
        self.by_ref = {o.external_ref: o for o in Order.objects.filter(external_ref__in=refs)}
        self.bare: dict[tuple[Any, ...], Order] = {}
        self.of_deals: dict[tuple[Any, ...], list[Order]] = defaultdict(list)
        for order in near.order_by("ordered_on", "pk"):
            if not order.external_ref and order.deal_id is None:
                self.bare[self.key(order)] = order
            if not order.external_ref and order.deal_id is not None:
                self.of_deals[order.account_id, order.amount].append(order)
        deals = [row.get("deal") for row in rows if row.get("deal")]
        found = Deal.objects.filter(external_ref__in=deals).select_related("order")
        self.by_deal = {d.external_ref: getattr(d, "order", None) for d in found}

    @staticmethod
    def key(order: Order) -> tuple[Any, ...]:
        """Return what an order without reference is known by."""
        return (order.account_id, order.ordered_on, order.amount, order.description)

    def sale_of(self, order: Order, deal_ref: str) -> Order | None:
        """Return the order of the won deal that is the same sale, once."""
        if deal_ref:
            found = self.by_deal.get(deal_ref)
            return found if found is not None and found.account_id == order.account_id else None
        waiting = self.of_deals.get((order.account_id, order.amount), [])
        for candidate in waiting:
            if abs(candidate.ordered_on - order.ordered_on) <= SAME_SALE:
                waiting.remove(candidate)
                return candidate
        return None


def apply(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in orders; the accounts become customers when the file is done."""
    accounts = AccountBook(row.get("account", "") for row in rows)
    meant: list[tuple[Row, Account]] = []
    results: list[RowResult] = []
    for row in rows:
        try:
            if row.values["ordered_on"] > local_date(context.now):
                reason = _("An order cannot be dated in the future. Make it a deal.")
                results.append(RowResult(row.line, Outcome.REFUSED, "ordered_on", reason))
                continue
            meant.append((row, account_of(row, accounts, context)))
        except ValueError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, "account", str(error)))
    if not meant:
        return results
    book = OrderBook([a for _row, a in meant], [row for row, _a in meant])
    new: list[Order] = []
    confirmed: list[Order] = []
    for row, account in meant:
        outcome, order, reason = _one(row, account, book, context)
        if outcome is Outcome.ADDED:
            new.append(order)
        elif outcome is Outcome.CHANGED:
            confirmed.append(order)
        results.append(RowResult(row.line, outcome, "", reason))
        context.memory.setdefault("accounts", set()).add(account.pk)
    Order.objects.bulk_create(new, batch_size=500)
    Order.objects.bulk_update(
        confirmed,
        ["ordered_on", "amount", "direct_cost", "external_ref", "version"],
        batch_size=100,
    )
    record_many("order.import", [*new, *confirmed], by=context.by)
    refresh_sales((o.account_id for o in [*new, *confirmed]), now=context.now)
    return results


def _one(
    row: Row, account: Account, book: OrderBook, context: Context
) -> tuple[Outcome, Order, str]:
    ref = row.get("external_ref", "")
    order = Order(
        account=account,
        ordered_on=row.values["ordered_on"],
        amount=row.values["amount"],
        direct_cost=row.get("direct_cost"),
        product_group=row.get("product_group", ""),
        description=row.get("description", ""),
        source=OrderSource.IMPORT,
        external_ref=ref,
        created_by=context.by,
        created_at=context.now,
    )
    there = book.by_ref.get(ref) if ref else book.bare.get(book.key(order))
    if there is not None:
        again = _("The same order stands further up in this file.") if there.pk is None else ""
        return Outcome.SAME, there, again
    sale = book.sale_of(order, row.get("deal", ""))
    if sale is None:
        if ref:
            book.by_ref[ref] = order
        else:
            book.bare[book.key(order)] = order
        return Outcome.ADDED, order, ""
    if ref:
        book.by_ref[ref] = sale
    return _confirm(sale, order), sale, ""


def _confirm(sale: Order, order: Order) -> Outcome:
    """Let a won deal's order take over what the books say."""
    before = (sale.ordered_on, sale.amount, sale.direct_cost, sale.external_ref)
    sale.ordered_on, sale.amount = order.ordered_on, order.amount
    sale.direct_cost = order.direct_cost if order.direct_cost is not None else sale.direct_cost
    sale.external_ref = order.external_ref or sale.external_ref
    if before == (sale.ordered_on, sale.amount, sale.direct_cost, sale.external_ref):
        return Outcome.SAME
    sale.version += 1
    return Outcome.CHANGED


KIND = ImportKind(
    key="orders",
    label=gettext_lazy("Orders"),
    fields=[
        Field("account", gettext_lazy("account"), required=True, aliases=(
            "company", "customer", "organisation", "bedrijf", "relatie", "klant", "debiteur", "organisatie")),
        Field("ordered_on", gettext_lazy("date"), required=True, aliases=(
            "order date", "invoice date", "ordered on", "datum", "orderdatum", "factuurdatum"),
            parse=values.day),
        Field("amount", pgettext_lazy("money", "amount"), required=True, aliases=(
            "total", "value", "revenue", "net amount", "bedrag", "totaal", "omzet", "bedrag excl btw"),
            parse=values.money),
        Field("direct_cost", gettext_lazy("direct cost"), aliases=(
            "cost", "cost price", "kosten", "kostprijs", "inkoop"), parse=values.money),
        Field("product_group", gettext_lazy("product group"), aliases=(
            "group", "category", "productgroep", "groep"), parse=values.text(80)),
        Field("description", gettext_lazy("description"), aliases=(
            "product", "text", "omschrijving", "artikel"), parse=values.text(200)),
        Field("deal", gettext_lazy("deal"), aliases=(
            "opportunity id", "deal id", "opportunity", "verkoopkans", "kansnummer"),
            parse=values.text(80)),
        Field("external_ref", gettext_lazy("external reference"), aliases=(
            "order number", "order id", "invoice number", "invoice", "ordernummer", "factuurnummer",
            "reference", "number", "id", "nummer"), parse=values.text(80)),
    ],
    apply_chunk=apply,
    finish=finish,
    check=check_default_account,
)  # fmt: skip
