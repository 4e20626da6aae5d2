"""From the worklist to work: a call for each customer chosen, through the tasks' own service."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from crm.insight.unhappy.read import named
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.organisation.calendar import load_calendar
from crm.shared.people.absence import acting_owner
from customers.accounts.models import Account
from customers.activities.models import Task, TaskKind
from customers.activities.services import add_task

MOST = 100  # customers in one go


@dataclass(frozen=True)
class Planned:
    """Says how many calls were planned, and how many customers had one planned already."""

    planned: int
    skipped: int


@transaction.atomic
def plan_calls(ids: Collection[int], *, by: Any, now: datetime) -> Planned:
    """Give each customer a call, due the next business day, for its owner or who stands in.

    Who has an open call keeps that one. Raises Refusal without customers, with too many, or when one of them is not
    the colleague's to change: then nothing happens at all.
    """
    if not ids:
        raise Refusal(_("Choose at least one account."))
    if len(ids) > MOST:
        raise Refusal(_("Choose at most %(most)s accounts at once.") % {"most": MOST})
    accounts = list(
        Account.objects.editable_by(by)
        .filter(pk__in=ids)
        .select_related("owner__deputy", "owner__team__manager")
        .order_by("pk")
    )
    if len(accounts) != len(set(ids)):
        raise Refusal(_("One of these accounts is not yours to change. Nothing was planned."))
    today = local_date(now)
    due = load_calendar().next_business_day(today)
    calls = Task.objects.open().filter(account__in=accounts, kind=TaskKind.CALL)
    waiting = set(calls.order_by().values_list("account_id", flat=True))
    chosen = [account for account in accounts if account.pk not in waiting]
    for account in chosen:
        caller = acting_owner(account.owner, today) if account.owner else by
        with translation.override(caller.language):
            title = _("Call: %(signs)s") % {"signs": ", ".join(named(account.signs)).lower()}
        add_task(
            account,
            title=title,
            due_on=due,
            assignee=caller,
            now=now,
            by=by,
            kind=TaskKind.CALL,
            origin_key=f"unhappy:{account.pk}:{today}",
        )
    return Planned(len(chosen), len(accounts) - len(chosen))
