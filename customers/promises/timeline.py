"""Promises on the timeline of an account: made, moved, delivered."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Expression, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.shared.formats import short_day
from crm.shared.timeline import Entry
from customers.promises.models import Promise, PromiseMove


def timeline_entries(
    account_ids: Iterable[int],
    *,
    before: datetime | None = None,
    limit: int = 25,
    contact: int | None = None,
    by: int | None = None,
    alone: bool = False,
) -> list[Entry]:
    """Return the newest promises made and delivered; `alone` adds moved dates. One query, or two.

    A promise is read at the moment it last says something: delivered, or else made.
    """
    ids = list(account_ids)
    rows = Promise.objects.filter(account__in=ids).select_related("contact", "owner")
    if contact is not None:
        rows = rows.filter(contact=contact)
    if by is not None:
        rows = rows.filter(owner=by)
    if before is not None:
        rows = rows.filter(created_at__lt=before)
        last: Expression = Case(
            When(delivered_at__lt=before, then="delivered_at"), default="created_at"
        )
    else:
        last = Coalesce("delivered_at", "created_at")
    read = list(rows.annotate(last_said=last).order_by("-last_said", "-pk")[:limit])
    found = [_made(p) for p in read]
    found += [
        _delivered(p)
        for p in read
        if p.delivered_at is not None and (before is None or p.delivered_at < before)
    ]
    moves = PromiseMove.objects.filter(promise__account__in=ids).select_related(
        "promise", "moved_by"
    )
    if contact is not None:
        moves = moves.filter(promise__contact=contact)
    if by is not None:
        moves = moves.filter(moved_by=by)
    if before is not None:
        moves = moves.filter(moved_at__lt=before)
    if alone:
        found += [_moved(m) for m in moves.order_by("-moved_at", "-pk")[:limit]]
    return sorted(found, key=lambda e: (e.at, e.key), reverse=True)[:limit]


def _address(promise: Promise) -> str:
    return reverse("promises:detail", args=[promise.pk])


def _made(promise: Promise) -> Entry:
    """Show a promise as it was made."""
    day = short_day(promise.due_on)
    who = promise.contact.name if promise.contact_id else ""
    return Entry(
        at=promise.created_at,
        key=f"promise-made-{promise.pk:020d}",
        kind="promise",
        icon="hand-index-thumb",
        tone="warn" if promise.is_open else "",
        title=_("Promise: %(what)s") % {"what": promise.text},
        detail=_("to %(who)s, due %(day)s") % {"who": who, "day": day}
        if who
        else _("due %(day)s") % {"day": day},
        url=_address(promise),
        actor=promise.owner.display_name,
    )


def _delivered(promise: Promise) -> Entry:
    """Show a promise that was delivered, with what the customer felt."""
    days = promise.gap or 0
    if days < 0:
        title = ngettext("Promise kept %(n)s day late", "Promise kept %(n)s days late", -days)
    elif days > 0:
        title = ngettext("Promise kept, %(n)s day early", "Promise kept, %(n)s days early", days)
    else:
        title = _("Promise kept on the day")
    return Entry(
        at=promise.delivered_at or promise.created_at,
        key=f"promise-done-{promise.pk:020d}",
        kind="promise",
        icon="hand-index-thumb",
        tone="det" if days < 0 else "pro",
        title=title % {"n": abs(days)},
        detail=promise.text,
        url=_address(promise),
        actor=promise.owner.display_name,
    )


def _moved(move: PromiseMove) -> Entry:
    """Show a moved date."""
    return Entry(
        at=move.moved_at,
        key=f"promise-move-{move.pk:020d}",
        kind="promise",
        icon="arrow-left-right",
        title=_("Promise moved to %(day)s") % {"day": short_day(move.new_due_on)},
        detail=move.promise.text,
        body=move.reason,
        url=_address(move.promise),
        actor=move.moved_by.display_name if move.moved_by else "",
    )
