"""The moves on the relationship cycle: each compare-and-set, with its event in the same transaction."""

from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from crm.shared.access import Role, forbid_unless
from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts import lifecycle
from customers.accounts.events import (
    ExitAnswer,
    Initiator,
    LeavingReason,
    LifecycleEvent,
    LifecycleEventText,
    PlannedEnd,
)
from customers.accounts.lifecycle import Position
from customers.accounts.models import Account, Stage
from customers.activities.models import TaskOrigin
from customers.activities.services import add_task, cancel_tasks_of, complete_tasks_of
from customers.deals.models import Deal, DealState, Order
from customers.errors import CustomerConflict, CustomerError
from customers.winback.models import WinBack

POSITION_FIELDS = tuple(f.name for f in fields(Position))


def position_of(account: Account) -> Position:
    """Return where an account stands, as the rule reads it."""
    return Position(**{name: getattr(account, name) for name in POSITION_FIELDS})


@transaction.atomic
def _move(
    account: Account,
    new: Position,
    *,
    kind: str,
    on: date,
    by: Any,
    now: datetime,
    initiator: str = "",
    reason: str = "",
    texts: dict[str, str] | None = None,
    owner: Any = None,
) -> LifecycleEvent:
    """Move an account if it still stands where the caller saw it, and write the event.

    Raises CustomerConflict when somebody moved it in the meantime.
    """
    old = position_of(account)
    values: dict[str, Any] = {**asdict(new), "updated_at": now}
    if owner is not None:
        values |= {"owner": owner, "team_id": owner.team_id, "version": F("version") + 1}
    changed = (
        Account.objects.alive()
        .filter(pk=account.pk, stage=old.stage, cycle=old.cycle, is_former=old.is_former)
        .update(**values)
    )
    if not changed:
        raise CustomerConflict(
            _("Somebody else has just moved this account on its circle. Look at it again.")
        )
    event = LifecycleEvent.objects.create(
        account=account,
        from_stage=old.stage,
        to_stage=new.stage,
        kind=kind,
        happened_on=on,
        recorded_at=now,
        actor=by,
        initiator=initiator,
        reason=reason,
        cycle=new.cycle,
    )
    if texts and any(texts.values()):
        LifecycleEventText.objects.create(event=event, **texts)
    record(f"account.{kind}", account, by=by, account_id=account.pk)
    for name, value in asdict(new).items():
        setattr(account, name, value)
    if owner is not None:
        account.owner, account.team_id = owner, owner.team_id
        account.version += 1
    return event


@transaction.atomic
def make_customer(
    account: Account,
    *,
    on: date,
    by: Any,
    now: datetime,
    owner_hint: Any = None,
    by_hand: bool = False,
    imported: bool = False,
) -> LifecycleEvent | None:
    """Make a potential customer a customer: first purchase, or won back from the second cycle on.

    Automatic calls (a won deal, an order) change nothing for a customer, for one who rests, and for a
    sale dated before the last end; they return None then. Owner: kept, else `owner_hint` (the deal's),
    else the acting user; an import leaves it empty. `by_hand` refuses instead of doing nothing.
    Raises CustomerError, or CustomerConflict when somebody else moved the account.
    """
    today = local_date(now)
    if not by_hand:
        account.refresh_from_db(fields=[*POSITION_FIELDS, "owner", "team"])
        if not lifecycle.changes_stage(position_of(account), on):
            return None
        on = min(on, today)
    kind = lifecycle.purchase_kind(account.cycle)
    new = lifecycle.buy(position_of(account), on=on, today=today)
    owner = None
    if account.owner_id is None:
        owner = owner_hint or (None if imported else by)
    event = _move(account, new, kind=kind, on=on, by=by, now=now, owner=owner)
    if kind == lifecycle.WON_BACK:
        WinBack.objects.open().filter(account=account).update(won_on=on)
    complete_tasks_of(_winback_key(account), by=by, now=now)
    if (today - on).days <= get_organisation().welcome_task_days:
        _add_cycle_task(
            account,
            title=gettext_noop("Welcome %(account)s"),
            key=f"welcome:{account.pk}:{account.cycle}",
            due_on=today + timedelta(days=lifecycle.WELCOME_DUE_DAYS),
            by=by,
            now=now,
        )
    return event


@transaction.atomic
def end_relationship(
    account: Account,
    *,
    on: date,
    initiator: str,
    reason: str,
    by: Any,
    now: datetime,
    competitor: str = "",
    note: str = "",
    silence_reason: str = "",
    leave_alone: bool = False,
    win_back_on: date | None = None,
    win_back_owner: Any = None,
) -> LifecycleEvent | PlannedEnd:
    """End the relationship with a customer; a day in the future becomes a planned end.

    With a rest period of 0 days, or one that has passed, the account is a potential customer again in
    the same transaction. Ended by us, or `leave_alone`: it is marked “do not pursue” and no win-back task
    is made. `win_back_on` and `win_back_owner` say when and whose that task is; else the setting and the
    account's owner do. Open deals and promises are left as they are: see `customers.winback.ending`.
    Raises CustomerError, or CustomerConflict when somebody else moved the account.
    """
    _check_leaving(initiator, reason, silence_reason)
    texts = {"competitor": competitor, "note": note, "silence_reason": silence_reason}
    today = local_date(now)
    position = position_of(account)
    lifecycle.require(lifecycle.ENDED, position.stage, lifecycle.FORMER)
    lifecycle.check_end_date(position, on)
    if lifecycle.is_planned(on, today):
        planned, _new = PlannedEnd.objects.update_or_create(
            account=account,
            defaults={
                "ends_on": on,
                "initiator": initiator,
                "reason": reason,
                "planned_by": by,
                "planned_at": now,
                "leave_alone": leave_alone,
                "win_back_on": win_back_on,
                "win_back_owner": win_back_owner,
                **texts,
            },
        )
        record("account.plan_end", account, by=by, account_id=account.pk)
        return planned
    new = lifecycle.end(
        position,
        on=on,
        today=today,
        initiator=initiator,
        rest_days=get_organisation().winback_rest_days,
        leave_alone=leave_alone,
    )
    event = _move(
        account,
        new,
        kind=lifecycle.ENDED,
        on=on,
        by=by,
        now=now,
        initiator=initiator,
        reason=reason,
        texts=texts,
    )
    win_back = WinBack.objects.create(
        account=account,
        event=event,
        left_on=on,
        revenue_since=on - timedelta(days=364),
        initiator=initiator,
        reason=reason,
        plan_on=win_back_on,
        plan_owner=win_back_owner,
    )
    PlannedEnd.objects.filter(account=account).delete()
    cancel_tasks_of(f"welcome:{account.pk}:", by=by, now=now)
    _return_if_rested(account, now=now, win_back=win_back)
    return event


def _check_leaving(initiator: str, reason: str, silence_reason: str) -> None:
    if initiator not in Initiator.values:
        raise CustomerError(_("Say who ended the relationship."), field="initiator")
    if reason not in LeavingReason.values:
        raise CustomerError(_("Give the reason for leaving."), field="reason")
    if silence_reason and silence_reason not in ExitAnswer.values:
        raise CustomerError(_("Choose one of the reasons."), field="silence_reason")


@transaction.atomic
def cancel_planned_end(account: Account, *, by: Any, now: datetime) -> bool:
    """Take back a planned end; False when there was none."""
    deleted, _rows = PlannedEnd.objects.filter(account=account).delete()
    if deleted:
        record("account.cancel_planned_end", account, by=by, account_id=account.pk)
    return bool(deleted)


@transaction.atomic
def correct_stage(
    account: Account, *, to: str, reason: str, by: Any, now: datetime, on: date | None = None
) -> LifecycleEvent:
    """Put an account in the stage it should have; a manager's act, told by a new event.

    `on` is the day from which it holds, today by default. Raises PermissionDenied for others than
    managers, CustomerError without a reason, for the stage it has, or for a day in the future.
    """
    forbid_unless(by, Role.MANAGER)
    if not reason.strip():
        raise CustomerError(_("Give a reason."), field="reason")
    if to not in Stage.values:
        raise CustomerError(_("Choose a stage."), field="to")
    today = local_date(now)
    on = on or today
    if on > today:
        raise CustomerError(_("A correction cannot lie in the future."), field="on")
    rest_days = get_organisation().winback_rest_days
    old = position_of(account)
    new = lifecycle.correct(old, to=to, on=on, rest_days=rest_days)
    event = _move(
        account,
        new,
        kind=lifecycle.CORRECTION,
        on=on,
        by=by,
        now=now,
        texts={"note": reason.strip()},
    )
    PlannedEnd.objects.filter(account=account).exclude(account__stage=Stage.CUSTOMER).delete()
    _correct_win_back(account, old, to)
    if to == lifecycle.CUSTOMER:
        cancel_tasks_of(f"winback:{account.pk}:", by=by, now=now)
    _return_if_rested(account, now=now)
    return event


def _correct_win_back(account: Account, old: Position, to: str) -> None:
    """Follow a correction: an end that did not happen wins nobody back, a win-back undone is open again."""
    rows = WinBack.objects.filter(account=account)
    if to == lifecycle.CUSTOMER:
        rows.open().delete()
    elif to == lifecycle.POTENTIAL and old.stage == lifecycle.CUSTOMER:
        last = rows.order_by("-left_on", "-pk").first()
        if last is not None:
            WinBack.objects.filter(pk=last.pk).update(won_on=None)


def _return_if_rested(
    account: Account, *, now: datetime, win_back: WinBack | None = None
) -> LifecycleEvent | None:
    """Make a former customer whose rest is over a potential customer of the next cycle."""
    today = local_date(now)
    position = position_of(account)
    if not lifecycle.rest_is_over(position, today):
        return None
    new = lifecycle.return_to_potential(position, today=today)
    returned_on = min(position.rest_until or today, today)
    event = _move(account, new, kind=lifecycle.AUTO_POTENTIAL, on=returned_on, by=None, now=now)
    bought = _bought_while_resting(account, today)
    if bought is not None:
        make_customer(account, on=bought, by=None, now=now)
    elif not account.do_not_pursue:
        waiting = WinBack.objects.open().filter(account=account).select_related("plan_owner")
        plan = win_back or waiting.first()
        usual = today + timedelta(days=get_organisation().winback_task_days)
        _add_cycle_task(
            account,
            title=gettext_noop("Win back %(account)s"),
            key=_winback_key(account),
            due_on=max(plan.plan_on, today) if plan and plan.plan_on else usual,
            assignee=plan.plan_owner if plan else None,
            by=None,
            now=now,
        )
    return event


def _bought_while_resting(account: Account, today: date) -> date | None:
    """Return the day of the first sale after the end, made while the account rested."""
    if account.ended_on is None or account.ended_on >= today:
        return None
    rest = (account.ended_on + timedelta(days=1), today)
    orders = Order.objects.filter(account=account, ordered_on__range=rest)
    deals = Deal.objects.filter(account=account, state=DealState.WON, closed_on__range=rest)
    days = [
        orders.order_by("ordered_on").values_list("ordered_on", flat=True).first(),
        deals.order_by("closed_on").values_list("closed_on", flat=True).first(),
    ]
    return min((day for day in days if day), default=None)


def _winback_key(account: Account) -> str:
    return f"winback:{account.pk}:{account.cycle}"


def _add_cycle_task(
    account: Account,
    *,
    title: str,
    key: str,
    due_on: date,
    by: Any,
    now: datetime,
    assignee: Any = None,
) -> None:
    """Add a task for the owner, or the one it was given to, in that colleague's language; once per lap."""
    assignee = assignee or account.owner
    language = assignee.language if assignee else get_organisation().language
    with translation.override(language):
        title = _(title) % {"account": account.name}
    add_task(
        account,
        title=title,
        due_on=due_on,
        assignee=assignee,
        origin=TaskOrigin.LIFECYCLE,
        origin_key=key,
        now=now,
        by=by,
    )


def return_rested(now: datetime, *, limit: int = 500) -> int:
    """Make former customers whose rest period has passed potential customers again; return how many."""
    done = 0
    rested = Account.objects.alive().rested(local_date(now)).order_by("rest_until", "pk")
    for account in rested.select_related("owner")[:limit]:
        try:
            with transaction.atomic():
                done += _return_if_rested(account, now=now) is not None
        except CustomerConflict:
            continue
    return done
