"""Deals and orders on the timeline of an account."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from crm.shared.formats import money
from crm.shared.localtime import at_local, local_date
from crm.shared.timeline import Entry
from customers.deals.models import DealMove, DealState, Order

NOON = time(12)


def timeline_entries(
    account_ids: Iterable[int],
    *,
    before: datetime | None = None,
    limit: int = 25,
    contact: int | None = None,
    by: int | None = None,
) -> list[Entry]:
    """Return the newest steps of deals, and orders that no deal made; two queries."""
    ids = list(account_ids)
    moves = DealMove.objects.filter(deal__account__in=ids).select_related(
        "deal", "from_stage", "to_stage", "moved_by"
    )
    if before is not None:
        moves = moves.filter(moved_at__lt=before)
    if contact is not None:
        moves = moves.filter(deal__contact=contact)
    if by is not None:
        moves = moves.filter(moved_by=by)
    found = [_step(m) for m in moves.order_by("-moved_at", "-pk")[:limit]]
    if contact is None:
        orders = Order.objects.filter(account__in=ids, deal__isnull=True)
        if by is not None:
            orders = orders.filter(created_by=by)
        if before is not None:
            day = local_date(before)
            passed_noon = at_local(day, NOON) < before
            orders = orders.filter(ordered_on__lte=day if passed_noon else day - timedelta(days=1))
        orders = orders.select_related("created_by").order_by("-ordered_on", "-pk")
        found += [_order(o) for o in orders[:limit]]
    return sorted(found, key=lambda e: (e.at, e.key), reverse=True)[:limit]


def _title(move: DealMove) -> str:
    """Say what a step was."""
    if not move.from_state:
        return _("New deal")
    if move.to_state == DealState.WON:
        return _("Deal won")
    if move.to_state == DealState.LOST:
        return _("Deal lost")
    if move.from_state != DealState.OPEN:
        return _("Deal reopened")
    return _("Deal moved to %(stage)s") % {"stage": move.to_stage.name if move.to_stage else ""}


def _step(move: DealMove) -> Entry:
    """Show a step of a deal."""
    tones = {DealState.WON: "pro", DealState.LOST: "det"}
    deal = move.deal
    return Entry(
        at=move.moved_at,
        key=f"deal-{move.pk:020d}",
        kind="deal",
        icon="kanban",
        tone=tones.get(DealState(move.to_state), ""),
        title=_title(move),
        detail=f"{deal.title}, {money(deal.amount)}",
        body=str(deal.get_loss_reason_display()) if move.to_state == DealState.LOST else "",
        url=deal.get_absolute_url(),
        actor=move.moved_by.display_name if move.moved_by else "",
    )


def _order(order: Order) -> Entry:
    """Show an order entered by hand or imported; it has a day, shown at noon."""
    return Entry(
        at=at_local(order.ordered_on, NOON),
        key=f"order-{order.pk:020d}",
        kind="order",
        icon="bag",
        title=_("Order, %(amount)s") % {"amount": money(order.amount)},
        detail=order.description or order.product_group,
        actor=order.created_by.display_name if order.created_by else "",
        all_day=True,
    )
