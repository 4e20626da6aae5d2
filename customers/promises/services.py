"""Promises: made, delivered, moved with a reason, withdrawn; each undone where it can be."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Min, Q
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from customers.accounts.facts import lock_account, update_facts
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.promises.models import Promise, PromiseKind, PromiseMove
from customers.promises.outcome import counts_after_move, is_expired
from customers.promises.querysets import OPEN


def refresh_open_promises(account_id: int, *, now: datetime) -> None:
    """Write how many promises of an account are open, the earliest of them, and the last one not kept."""
    lock_account(account_id)
    late = Q(delivered_on__gt=F("counts_on")) | Q(withdrawn_late=True)
    facts = Promise.objects.filter(account_id=account_id).aggregate(
        open_promises=Count("pk", filter=OPEN),
        promise_due_on=Min("counts_on", filter=OPEN),
        promise_broken_on=Max("counts_on", filter=late),
    )
    update_facts(account_id, now=now, **facts)


@transaction.atomic
def make_promise(
    account: Any,
    *,
    text: str,
    due_on: date,
    owner: Any,
    by: Any,
    now: datetime,
    kind: str = PromiseKind.OTHER,
    promised_on: date | None = None,
    due_time: time | None = None,
    contact: Any = None,
) -> Promise:
    """Record what we promised, to whom and by when; promised today unless another day is given."""
    today = local_date(now)
    promised_on = promised_on or today
    if promised_on > today:
        raise CustomerError(
            _("A promise cannot have been made in the future."), field="promised_on"
        )
    if due_on < promised_on:
        raise CustomerError(_("The due date lies before the day it was promised."), field="due_on")
    if contact is not None and contact.account_id != account.pk:
        raise CustomerError(_("Choose a contact of this account."), field="contact")
    promise = Promise.objects.create(
        account=account,
        contact=contact,
        kind=kind,
        text=text,
        promised_on=promised_on,
        due_on=due_on,
        due_time=due_time,
        counts_on=due_on,
        counts_time=due_time,
        owner=owner,
        created_by=by,
        created_at=now,
    )
    refresh_open_promises(account.pk, now=now)
    record("promise.create", promise, by=by)
    return promise


def _change_open(promise: Promise, **fields: Any) -> None:
    """Write to an open promise; raise CustomerConflict when it is no longer open."""
    changed = (
        Promise.objects.open().filter(pk=promise.pk).update(**fields, version=F("version") + 1)
    )
    if not changed:
        raise CustomerConflict(
            _("This promise was already delivered or withdrawn; nothing was changed.")
        )


@transaction.atomic
def deliver_promise(promise: Promise, *, on: date, by: Any, now: datetime) -> Promise:
    """Record the day a promise was delivered."""
    if on > local_date(now):
        raise CustomerError(_("The day of delivery cannot be in the future."), field="on")
    if on < promise.promised_on:
        raise CustomerError(
            _("The day of delivery lies before the day it was promised."), field="on"
        )
    _change_open(promise, delivered_on=on, delivered_at=now)
    refresh_open_promises(promise.account_id, now=now)
    record("promise.deliver", promise, by=by)
    promise.refresh_from_db()
    return promise


@transaction.atomic
def move_promise(
    promise: Promise,
    *,
    due_on: date,
    reason: str,
    informed_on: date,
    by: Any,
    now: datetime,
    due_time: time | None = None,
) -> Promise:
    """Give a promise another date. A move made after the date had passed does not undo lateness."""
    today = local_date(now)
    if due_on < today:
        raise CustomerError(_("The new date lies in the past."), field="due_on")
    if informed_on > today:
        raise CustomerError(
            _("Inform the customer first: this day is in the future."), field="informed_on"
        )
    if informed_on < promise.promised_on:
        raise CustomerError(
            _("The customer cannot have been informed before the promise was made."),
            field="informed_on",
        )
    current = Promise.objects.select_for_update().get(pk=promise.pk)
    if (due_on, due_time) == (current.due_on, current.due_time):
        raise CustomerError(_("This is the date that was promised already."), field="due_on")
    counts_on, counts_time = counts_after_move(
        current.counts_on, current.counts_time, due_on, due_time, now
    )
    _change_open(
        current, due_on=due_on, due_time=due_time, counts_on=counts_on, counts_time=counts_time
    )
    PromiseMove.objects.create(
        promise=current,
        old_due_on=current.due_on,
        old_due_time=current.due_time,
        new_due_on=due_on,
        new_due_time=due_time,
        reason=reason,
        informed_on=informed_on,
        moved_at=now,
        moved_by=by,
    )
    refresh_open_promises(current.account_id, now=now)
    record("promise.move", current, by=by, changes=["due_on", "due_time"])
    promise.refresh_from_db()
    return promise


@transaction.atomic
def withdraw_promise(promise: Promise, *, reason: str, by: Any, now: datetime) -> Promise:
    """Take a promise back. When it was overdue by then it stays on record as not kept."""
    current = Promise.objects.select_for_update().get(pk=promise.pk)
    _change_open(
        current,
        withdrawn_at=now,
        withdrawn_reason=reason,
        withdrawn_late=is_expired(current.counts_on, current.counts_time, now),
    )
    refresh_open_promises(current.account_id, now=now)
    record("promise.withdraw", current, by=by)
    promise.refresh_from_db()
    return promise


@transaction.atomic
def reopen_promise(promise: Promise, *, by: Any, now: datetime) -> Promise:
    """Undo a delivery or a withdrawal."""
    changed = (
        Promise.objects.exclude(delivered_on__isnull=True, withdrawn_at__isnull=True)
        .filter(pk=promise.pk)
        .update(
            delivered_on=None,
            delivered_at=None,
            withdrawn_at=None,
            withdrawn_reason="",
            withdrawn_late=False,
            version=F("version") + 1,
        )
    )
    if not changed:
        raise CustomerConflict(_("This promise is open already; nothing was changed."))
    refresh_open_promises(promise.account_id, now=now)
    record("promise.reopen", promise, by=by)
    promise.refresh_from_db()
    return promise


@transaction.atomic
def edit_promise(
    promise: Promise, *, version: int, by: Any, now: datetime, **fields: Any
) -> Promise:
    """Change words, type, person or owner of a promise read at `version`; its date only moves."""
    contact = fields.get("contact")
    if contact is not None and contact.account_id != promise.account_id:
        raise CustomerError(_("Choose a contact of this account."), field="contact")
    changed = Promise.objects.filter(pk=promise.pk, version=version).update(
        **fields, version=F("version") + 1
    )
    if not changed:
        raise EditConflict.between(
            _("Somebody else saved this promise while you were typing. Nothing was lost: compare."),
            Promise.objects.select_related("contact", "owner").get(pk=promise.pk),
            fields,
        )
    record("promise.edit", promise, by=by, changes=fields)
    promise.refresh_from_db()
    return promise
