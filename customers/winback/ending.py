"""Ending a relationship with what is still open: the move, the deals and the promises in one transaction."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from customers.accounts.cycle import end_relationship
from customers.accounts.events import LifecycleEvent, PlannedEnd
from customers.accounts.models import Account
from customers.deals.models import Deal, LossReason
from customers.deals.services import lose_deal
from customers.errors import CustomerConflict, CustomerError
from customers.promises.models import Promise
from customers.promises.services import withdraw_promise


@transaction.atomic
def end_with_open_matters(
    account: Account,
    *,
    on: date,
    by: Any,
    now: datetime,
    lose_deals: str = "",
    withdraw_promises: bool = False,
    competitor: str = "",
    **leaving: Any,
) -> LifecycleEvent | PlannedEnd:
    """End a relationship and settle what is open, all or nothing.

    `lose_deals` is the reason with which every open deal is lost, empty leaves them open;
    `withdraw_promises` takes back what we still owe. With a day in the future both wait for that day.
    The other arguments and refusals are those of `end_relationship`.
    """
    if lose_deals and lose_deals not in LossReason.values:
        raise CustomerError(_("Give the reason why the deal was lost."), field="lose_deals")
    done = end_relationship(account, on=on, by=by, now=now, competitor=competitor, **leaving)
    if isinstance(done, PlannedEnd):
        PlannedEnd.objects.filter(pk=done.pk).update(
            lose_deals=lose_deals, withdraw_promises=withdraw_promises
        )
        return done
    if lose_deals:
        for deal in Deal.objects.open().filter(account=account).select_related("stage", "owner"):
            lose_deal(deal, reason=lose_deals, competitor=competitor, by=by, now=now)
    if withdraw_promises:
        for promise in Promise.objects.open().filter(account=account):
            withdraw_promise(promise, reason=_("The relationship has ended."), by=by, now=now)
    return done


def run_planned_ends(now: datetime, *, limit: int = 500) -> int:
    """Carry out the planned ends whose day has come; return how many.

    One that no longer fits, because the account is gone or no customer any more, is dropped with an audit row.
    """
    done = 0
    due = PlannedEnd.objects.filter(ends_on__lte=local_date(now)).order_by("ends_on", "pk")
    for planned in due.select_related("account", "planned_by", "win_back_owner")[:limit]:
        done += _run_planned_end(planned, now=now)
    return done


def _run_planned_end(planned: PlannedEnd, *, now: datetime) -> int:
    account = planned.account
    if account.deleted_at or account.merged_into_id:
        return _drop(planned)
    try:
        end_with_open_matters(
            account,
            on=planned.ends_on,
            initiator=planned.initiator,
            reason=planned.reason,
            competitor=planned.competitor,
            note=planned.note,
            silence_reason=planned.silence_reason,
            lose_deals=planned.lose_deals,
            withdraw_promises=planned.withdraw_promises,
            leave_alone=planned.leave_alone,
            win_back_on=planned.win_back_on,
            win_back_owner=planned.win_back_owner,
            by=planned.planned_by,
            now=now,
        )
    except CustomerConflict:
        return 0
    except CustomerError:
        return _drop(planned)
    return 1


@transaction.atomic
def _drop(planned: PlannedEnd) -> int:
    planned.delete()
    record("account.drop_planned_end", planned.account, by=None, account_id=planned.account_id)
    return 0
