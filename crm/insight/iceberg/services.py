"""From a layer of the iceberg to work: a call for each account, through the tasks' own service."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.insight.iceberg.layers import Layer
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.organisation.calendar import load_calendar
from customers.accounts.models import Account
from customers.activities.services import add_task

MOST = 200  # accounts in one go


@transaction.atomic
def plan_calls(layer: Layer, ids: Collection[int], *, by: Any, now: datetime) -> int:
    """Give each account a task to call, due the next business day, for its owner; return how many.

    One call a layer and day: pressing twice plans nothing twice. Raises Refusal without accounts, with too many, or
    when one of them is not the colleague's to change: then nothing happens at all.
    """
    if not ids:
        raise Refusal(_("Choose at least one account."))
    if len(ids) > MOST:
        raise Refusal(_("Choose at most %(most)s accounts at once.") % {"most": MOST})
    accounts = list(
        Account.objects.editable_by(by).filter(pk__in=ids).select_related("owner").order_by("pk")
    )
    if len(accounts) != len(set(ids)):
        raise Refusal(_("One of these accounts is not yours to change. Nothing was planned."))
    today = local_date(now)
    due = load_calendar().next_business_day(today)
    for account in accounts:
        add_task(
            account,
            title=_("Call and ask: %(layer)s") % {"layer": layer.label},
            due_on=due,
            assignee=account.owner or by,
            now=now,
            by=by,
            origin_key=f"iceberg:{layer.value}:{account.pk}:{today}",
        )
    return len(accounts)
