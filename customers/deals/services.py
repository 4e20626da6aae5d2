"""Deals: made, changed, moved, won, lost, reopened. Winning makes order and customer in one go."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from crm.shared.search.services import index
from customers.accounts.events import LifecycleEvent
from customers.accounts.facts import lock_account
from customers.accounts.services import make_customer
from customers.deals import stage as rules
from customers.deals.facts import refresh_deals
from customers.deals.models import Deal, DealMove, DealState, LossReason
from customers.deals.orders import (
    add_order,
    delete_order,
    edit_order,
    order_of_won_deal,
    remove_order_of_reopened_deal,
)
from customers.deals.stage import Act
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.forecast.totals import shift
from customers.pipelines.models import DealStage

__all__ = [
    "add_order",
    "create_deal",
    "delete_order",
    "edit_deal",
    "edit_order",
    "lose_deal",
    "move_deal",
    "reopen_deal",
    "win_deal",
]


def _write_move(deal: Deal, *, by: Any, now: datetime, was: Deal | None = None) -> None:
    """Write the step a deal made."""
    DealMove.objects.create(
        deal=deal,
        from_stage_id=was.stage_id if was else None,
        from_state=was.state if was else "",
        to_stage_id=deal.stage_id,
        to_state=deal.state,
        moved_at=now,
        moved_by=by,
    )


def _check_links(account_id: int, contact: Any) -> None:
    """Refuse a contact of another account."""
    if contact is not None and contact.account_id != account_id:
        raise CustomerError(_("Choose a contact of this account."), field="contact")


def _check_stage(stage: DealStage | None) -> None:
    """Refuse a stage that takes no deals any more."""
    if stage is None:
        raise CustomerError(_("There is no stage to put a deal in. A manager makes one."))
    if stage.archived_at is not None:
        raise CustomerError(_("This stage is archived. Choose another one."), field="stage")


@transaction.atomic
def create_deal(
    account: Any,
    *,
    title: str,
    by: Any,
    now: datetime,
    stage: DealStage | None = None,
    amount: Decimal = Decimal(0),
    probability: int | None = None,
    forecast: str = "",
    owner: Any = None,
    opened_on: date | None = None,
    **fields: Any,
) -> Deal:
    """Add an open deal; in the first stage, with the stage's probability and forecast unless given."""
    _check_links(account.pk, fields.get("contact"))
    stage = stage or DealStage.objects.in_use().in_board_order().first()
    _check_stage(stage)
    deal = Deal.objects.create(
        account=account,
        title=title,
        amount=amount,
        stage=stage,
        probability=stage.probability if probability is None else probability,
        forecast=forecast or stage.forecast,
        owner=owner,
        opened_on=opened_on or local_date(now),
        stage_since=now,
        created_at=now,
        updated_at=now,
        **fields,
    )
    _write_move(deal, by=by, now=now)
    refresh_deals(account.pk, now=now)
    shift(into=[deal])
    index("deal", deal)
    record("deal.create", deal, by=by)
    return deal


@transaction.atomic
def edit_deal(deal: Deal, *, version: int, by: Any, now: datetime, **fields: Any) -> Deal:
    """Change an open deal read at `version`; its stage only moves.

    Raises CustomerConflict when somebody changed it since.
    """
    _check_links(deal.account_id, fields.get("contact"))
    if deal.state != DealState.OPEN:
        raise CustomerError(_("A decided deal does not change. Reopen it first."))
    lock_account(deal.account_id)
    was = Deal.objects.get(pk=deal.pk)
    changed = Deal.objects.filter(pk=deal.pk, version=version, state=DealState.OPEN).update(
        **fields, version=F("version") + 1, updated_at=now
    )
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this deal while you were typing. Nothing was lost: compare."),
            Deal.objects.select_related("stage", "owner", "contact", "product").get(pk=deal.pk),
            fields,
        )
    refresh_deals(deal.account_id, now=now)
    record("deal.edit", deal, by=by, changes=fields)
    deal.refresh_from_db()
    shift(out=[was], into=[deal])
    index("deal", deal)
    return deal


def _act(deal: Deal, act: Act, *, by: Any, now: datetime, **fields: Any) -> Deal:
    """Carry out an act if the deal still stands where the reader saw it, with its history row."""
    state = rules.target(deal.state, act)
    if state is None:
        raise CustomerError(_REFUSED[DealState(deal.state), act]())
    lock_account(deal.account_id)
    was = Deal.objects.get(pk=deal.pk)
    changed = Deal.objects.filter(pk=deal.pk, state=deal.state, stage_id=deal.stage_id).update(
        state=state, version=F("version") + 1, updated_at=now, **fields
    )
    if not changed:
        raise CustomerConflict(
            _("Somebody else has just moved this deal; nothing was changed. Look at it again.")
        )
    deal.refresh_from_db()
    _write_move(deal, by=by, now=now, was=was)
    refresh_deals(deal.account_id, now=now)
    shift(out=[was], into=[deal])
    record(f"deal.{act}", deal, by=by)
    return deal


_REFUSED = {
    (DealState.OPEN, Act.REOPEN): lambda: _("This deal is open already."),
    (DealState.WON, Act.MOVE): lambda: _("This deal is won. Reopen it before you move it."),
    (DealState.WON, Act.WIN): lambda: _("This deal was won already."),
    (DealState.WON, Act.LOSE): lambda: _("This deal is won. Reopen it before you call it lost."),
    (DealState.LOST, Act.MOVE): lambda: _("This deal is lost. Reopen it before you move it."),
    (DealState.LOST, Act.WIN): lambda: _("This deal is lost. Reopen it before you win it."),
    (DealState.LOST, Act.LOSE): lambda: _("This deal was lost already."),
}


@transaction.atomic
def move_deal(
    deal: Deal, *, to: DealStage, by: Any, now: datetime, seen: int | None = None
) -> Deal:
    """Move an open deal to another stage of its pipeline; to the stage it has changes nothing.

    `seen` is the stage in which the reader saw it. Raises CustomerConflict when it stands elsewhere by
    now: a board that is a minute old moves nothing behind a colleague's back.
    """
    old = deal.stage
    if seen is not None and deal.state == DealState.OPEN and seen != old.pk:
        raise CustomerConflict(
            _("%(deal)s had just been moved to %(stage)s by somebody else; it stays there.")
            % {"deal": deal.title, "stage": old.name}
        )
    if to.pk == old.pk and deal.state == DealState.OPEN:
        return deal
    if to.pipeline_id != old.pipeline_id:
        raise CustomerError(_("This stage belongs to another pipeline."), field="to")
    _check_stage(to)
    chance = rules.kept_or_default(deal.probability, old.probability, to.probability)
    surety = rules.kept_or_default(deal.forecast, old.forecast, to.forecast)
    return _act(
        deal,
        Act.MOVE,
        by=by,
        now=now,
        stage=to,
        probability=chance,
        forecast=surety,
        stage_since=now,
    )


def _check_close(deal: Deal, on: date, now: datetime) -> None:
    """Refuse a decision in the future or before the deal began."""
    if on > local_date(now):
        raise CustomerError(_("The day of the decision cannot be in the future."), field="on")
    if on < deal.opened_on:
        raise CustomerError(_("The deal was opened after this day."), field="on")


@transaction.atomic
def win_deal(
    deal: Deal, *, on: date, by: Any, now: datetime, amount: Decimal | None = None
) -> Deal:
    """Win a deal: its order, its step and, when it is the first, the customer, in one transaction.

    `amount` replaces the expected amount; 0 is allowed, a customer may pay with other value.
    """
    _check_close(deal, on, now)
    fields: dict[str, Any] = {"closed_on": on, "probability": rules.PROBABILITY[rules.WON]}
    if amount is not None:
        fields["amount"] = amount
    deal = _act(deal, Act.WIN, by=by, now=now, **fields)
    order_of_won_deal(deal, by=by, now=now)
    make_customer(deal.account, on=on, by=by, now=now, owner_hint=deal.owner)
    return deal


def made_customer(deal: Deal) -> bool:
    """Say whether a won deal is the sale with which its account became a customer, first or again."""
    return LifecycleEvent.objects.filter(
        account=deal.account_id,
        kind__in=["first_purchase", "won_back"],
        happened_on=deal.closed_on,
    ).exists()


@transaction.atomic
def lose_deal(
    deal: Deal,
    *,
    reason: str,
    by: Any,
    now: datetime,
    on: date | None = None,
    note: str = "",
    competitor: str = "",
    imported: bool = False,
) -> Deal:
    """Lose a deal; the reason is mandatory and "unknown (imported)" is for the importer only."""
    on = on or local_date(now)
    _check_close(deal, on, now)
    allowed = set(LossReason.values) - (set() if imported else {LossReason.UNKNOWN_IMPORTED})
    if reason not in allowed:
        raise CustomerError(_("Give the reason why the deal was lost."), field="reason")
    return _act(
        deal,
        Act.LOSE,
        by=by,
        now=now,
        closed_on=on,
        probability=rules.PROBABILITY[rules.LOST],
        loss_reason=reason,
        loss_note=note,
        competitor=competitor or deal.competitor,
    )


@transaction.atomic
def reopen_deal(deal: Deal, *, by: Any, now: datetime) -> Deal:
    """Make a decided deal open again in the stage it had, or the first one when that is archived.

    The order of a won deal is removed, unless an import or a bookkeeping reference says it exists. The
    account stays what it is: history is not rewritten, a manager can correct it.
    """
    stage: Any = deal.stage
    if deal.state != DealState.OPEN and stage.archived_at is not None:
        stage = stage.pipeline.stages.in_use().first() or DealStage.objects.in_use().first()
        _check_stage(stage)
    if deal.state == DealState.WON:
        remove_order_of_reopened_deal(deal, by=by, now=now)
    return _act(
        deal,
        Act.REOPEN,
        by=by,
        now=now,
        closed_on=None,
        stage=stage,
        probability=stage.probability,
        forecast=stage.forecast,
        loss_reason="",
        loss_note="",
        stage_since=now,
    )
