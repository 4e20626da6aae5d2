"""Bringing in deals as they were: won ones with their order, lost ones with a reason, each with its steps."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from crm.shared.audit.services import record_many
from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.localtime import at_local, local_date
from crm.shared.people.imports import person_of
from crm.shared.search import services as search
from crm.shared.search.text import normalise
from customers.accounts.bulk import make_customers
from customers.accounts.imports import AccountBook, account_of, check_default_account
from customers.accounts.models import Account
from customers.deals import stage as rules
from customers.deals.facts import refresh_sales
from customers.deals.models import (
    Deal,
    DealMove,
    DealStage,
    DealState,
    LossReason,
    Order,
    OrderSource,
)
from customers.deals.product_imports import product_of
from customers.deals.services import lose_deal, win_deal
from customers.errors import CustomerError
from customers.forecast.totals import shift

STATES = {"won": "won", "gewonnen": "won", "closed won": "won", "lost": "lost", "verloren": "lost",
          "closed lost": "lost"}  # fmt: skip
STAGE_WORDS = {
    "prospecting": "new", "lead": "new", "prospect": "new", "open": "new", "nieuw": "new",
    "engaging": "qualified", "qualification": "qualified", "qualified": "qualified",
    "quote": "proposal", "offerte": "proposal", "negotiating": "negotiation", "onderhandeling": "negotiation",
}  # fmt: skip
LOSS_WORDS = {value: value for value in LossReason.values if value != LossReason.UNKNOWN_IMPORTED} | {
    "prijs": "price", "concurrent": "competitor", "geen budget": "no_budget", "geen besluit": "no_decision",
    "no budget": "no_budget", "no decision": "no_decision", "no fit": "no_fit", "anders": "other",
}  # fmt: skip
NOON = time(12)


def stages_of(context: Context) -> dict[str, DealStage]:
    """Return the stages of the first pipeline by all their names."""
    if "stages" not in context.memory:
        found: dict[str, DealStage] = {}
        for stage in DealStage.objects.in_use().select_related("pipeline").in_board_order():
            for name in (stage.key, stage.name_en, stage.name_nl):
                found.setdefault(normalise(name), stage)
            context.memory.setdefault("first stage", stage)
            if stage.pipeline_id == context.memory["first stage"].pipeline_id:
                context.memory["last stage"] = stage
        for word, key in STAGE_WORDS.items():
            if key in found:
                found.setdefault(word, found[key])
        context.memory["stages"] = found
    return context.memory["stages"]


def apply(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in deals; known ones that were open and are decided by now are won or lost."""
    stages_of(context)
    book = AccountBook(row.get("account", "") for row in rows)
    known = _known(rows, book, context)
    touched = context.memory.setdefault("accounts", set())
    results: list[RowResult] = []
    new: list[Deal] = []
    for row in rows:
        try:
            account = account_of(row, book, context)
            deal = _make(row, account, context)
            there = known.get(_key(deal))
            if there is None:
                known[_key(deal)] = deal
                new.append(deal)
                results.append(RowResult(row.line, Outcome.ADDED))
            elif there.pk is None:
                reason = _("The same deal stands further up in this file.")
                results.append(RowResult(row.line, Outcome.SAME, "", reason))
            else:
                results.append(RowResult(row.line, _catch_up(there, deal, context)))
        except _Cell as cell:
            results.append(RowResult(row.line, Outcome.REFUSED, cell.column, str(cell)))
            continue
        except ValueError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, "account", str(error)))
            continue
        except CustomerError as error:
            results.append(RowResult(row.line, Outcome.REFUSED, error.field or "", str(error)))
            continue
        if deal.state == DealState.WON:
            touched.add(account.pk)
    _store(new, context)
    return results


class _Cell(Exception):
    """Says what is wrong in one column."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def _key(deal: Deal) -> tuple[Any, ...]:
    """Return what a deal is known by: its reference, else account, title and day."""
    if deal.external_ref:
        return ("ref", deal.external_ref)
    return (deal.account_id, deal.title, deal.opened_on)


def _known(rows: list[Row], book: AccountBook, context: Context) -> dict[tuple[Any, ...], Deal]:
    deals = Deal.objects.select_related("account", "owner", "stage", "product")
    refs = [row.get("external_ref") for row in rows if row.get("external_ref")]
    if len(refs) == len(rows):
        return {("ref", d.external_ref): d for d in deals.filter(external_ref__in=refs)}
    accounts = [a.pk for group in book.by_key.values() for a in group]
    accounts += [a.pk for a in book.by_ref.values()]
    if context.account and "default account" in context.memory:
        accounts.append(context.memory["default account"].pk)
    found = {_key(d): d for d in deals.filter(account__in=accounts)}
    return found | {_key(d): d for d in deals.filter(external_ref__in=refs)}


def _make(row: Row, account: Account, context: Context) -> Deal:
    """Return the deal of a line, not yet stored; raises _Cell or ValueError for what cannot be."""
    word = normalise(row.get("stage", ""))
    state = STATES.get(word, DealState.OPEN)
    stage = _stage(word, state, context)
    closed_on = row.get("closed_on") if state != DealState.OPEN else None
    opened_on = row.get("opened_on") or closed_on or local_date(context.now)
    amount = row.get("amount", Decimal(0))
    if state != DealState.OPEN:
        _check_closed(closed_on, opened_on, context)
    if amount < 0:
        raise _Cell("amount", _("An amount cannot be negative."))
    if opened_on > local_date(context.now):
        raise _Cell("opened_on", _("This day lies in the future."))
    product = product_of(row.get("product"), context) if row.get("product") else None
    ref = row.get("external_ref", "")
    try:
        owner = person_of(context, row.get("owner")) if row.get("owner") else None
    except ValueError as error:
        raise _Cell("owner", str(error)) from error
    decided_at = at_local(closed_on or opened_on, NOON)
    lost = state == DealState.LOST
    chance = {"won": rules.PROBABILITY[rules.WON], "lost": rules.PROBABILITY[rules.LOST]}
    return Deal(
        account=account,
        title=row.get("title") or (product.name if product else "") or ref or _("Imported deal"),
        amount=amount,
        state=state,
        stage=stage,
        probability=chance.get(state, row.get("probability", stage.probability)),
        forecast=stage.forecast,
        expected_close=row.get("expected_close"),
        opened_on=opened_on,
        closed_on=closed_on,
        owner=owner,
        product=product,
        competitor=row.get("competitor", ""),
        loss_reason=row.get("loss_reason", LossReason.UNKNOWN_IMPORTED) if lost else "",
        external_ref=ref,
        stage_since=decided_at,
        created_at=context.now,
        updated_at=context.now,
    )


def _stage(word: str, state: str, context: Context) -> DealStage:
    if state == DealState.WON:
        return context.memory["last stage"]
    if state == DealState.LOST or not word:
        return context.memory["first stage"]
    stage = stages_of(context).get(word)
    if stage is None:
        raise _Cell(
            "stage",
            _("“%(value)s” is no stage of the pipeline, nor won or lost.") % {"value": word[:40]},
        )
    return stage


def _check_closed(closed_on: date | None, opened_on: date, context: Context) -> None:
    if closed_on is None:
        raise _Cell("closed_on", _("A won or lost deal needs the day it was closed."))
    if closed_on > local_date(context.now):
        raise _Cell("closed_on", _("This day lies in the future."))
    if closed_on < opened_on:
        raise _Cell("closed_on", _("It was closed before it was opened."))


def _catch_up(there: Deal, deal: Deal, context: Context) -> Outcome:
    """Decide a known open deal that the file knows as won or lost."""
    if there.state != DealState.OPEN or deal.state == DealState.OPEN:
        return Outcome.SAME
    on = max(deal.closed_on or there.opened_on, there.opened_on)
    if deal.state == DealState.WON:
        win_deal(there, on=on, by=context.by, now=context.now, amount=deal.amount)
    else:
        lose_deal(
            there, reason=deal.loss_reason, on=on, by=context.by, now=context.now, imported=True
        )
    return Outcome.CHANGED


def _store(deals: list[Deal], context: Context) -> None:
    """Store new deals with their steps, the orders of won ones, audit and the accounts' facts."""
    Deal.objects.bulk_create(deals, batch_size=500)
    DealMove.objects.bulk_create(
        [move for deal in deals for move in _moves(deal, context)], batch_size=500
    )
    Order.objects.bulk_create(
        [
            Order(
                account_id=deal.account_id,
                deal=deal,
                ordered_on=deal.closed_on,
                amount=deal.amount,
                description=deal.title,
                product_group=deal.product.group if deal.product else "",
                source=OrderSource.DEAL,
                created_by=context.by,
                created_at=context.now,
            )
            for deal in deals
            if deal.state == DealState.WON
        ],
        batch_size=500,
    )
    shift(into=deals)
    record_many("deal.import", deals, by=context.by)
    search.index_many("deal", deals)
    refresh_sales((d.account_id for d in deals), now=context.now)


def _moves(deal: Deal, context: Context) -> list[DealMove]:
    """Return the steps of an imported deal: opened, and decided."""
    opened = DealMove(
        deal=deal,
        to_stage=deal.stage,
        to_state=DealState.OPEN,
        moved_at=at_local(deal.opened_on, NOON),
        moved_by=context.by,
    )
    if deal.state == DealState.OPEN:
        return [opened]
    decided = DealMove(
        deal=deal,
        from_stage=deal.stage,
        from_state=DealState.OPEN,
        to_stage=deal.stage,
        to_state=deal.state,
        moved_at=deal.stage_since,
        moved_by=context.by,
    )
    return [opened, decided]


def finish(context: Context) -> None:
    """Make customers of potential ones, dated at their first order; again on a second run, if need be."""
    ids = sorted(context.memory.pop("accounts", ()))
    for start in range(0, len(ids), 500):
        firsts = (
            Order.objects.filter(account__in=ids[start : start + 500])
            .order_by()
            .values_list("account_id")
            .annotate(first=Min("ordered_on"))
        )
        make_customers(dict(firsts), by=context.by, now=context.now)


KIND = ImportKind(
    key="deals",
    label=gettext_lazy("Deals"),
    fields=[
        Field("account", gettext_lazy("account"), required=True, aliases=(
            "company", "customer", "organisation", "bedrijf", "relatie", "klant", "organisatie")),
        Field("title", gettext_lazy("title"), aliases=(
            "deal", "opportunity", "description", "subject", "kans", "verkoopkans", "omschrijving",
            "onderwerp", "titel")),
        Field("amount", pgettext_lazy("money", "amount"), aliases=(
            "close value", "value", "revenue", "bedrag", "waarde", "omzet"), parse=values.money),
        Field("stage", pgettext_lazy("deal", "stage"), aliases=(
            "deal stage", "status", "state", "fase", "stadium"), parse=values.text(60)),
        Field("probability", gettext_lazy("probability (%)"), aliases=("probability", "kans procent",
              "slagingskans"), parse=values.whole(0, 100)),
        Field("opened_on", gettext_lazy("opened on"), aliases=(
            "engage date", "created", "created on", "start date", "date", "geopend op", "datum",
            "aangemaakt op"), parse=values.day),
        Field("closed_on", gettext_lazy("closed on"), aliases=(
            "close date", "closed", "won on", "gesloten op", "sluitdatum", "afgesloten op"),
            parse=values.day),
        Field("expected_close", gettext_lazy("expected close"), aliases=(
            "expected close date", "verwachte sluitdatum"), parse=values.day),
        Field("owner", gettext_lazy("owner"), aliases=(
            "sales agent", "agent", "account manager", "verkoper", "verantwoordelijke", "eigenaar")),
        Field("product", gettext_lazy("product"), aliases=("artikel", "item"), parse=values.text(120)),
        Field("competitor", gettext_lazy("competitor"), aliases=("concurrent",), parse=values.text(120)),
        Field("loss_reason", gettext_lazy("reason of loss"), aliases=(
            "lost reason", "loss reason", "reden van verlies", "verliesreden"),
            parse=values.word_of(LOSS_WORDS)),
        Field("external_ref", gettext_lazy("external reference"), aliases=(
            "opportunity id", "deal id", "reference", "id", "nummer", "kansnummer"),
            parse=values.text(80)),
    ],
    apply_chunk=apply,
    finish=finish,
    check=check_default_account,
)  # fmt: skip
